// expect: data-race
// Elements of vector<bool> share a word, so two "different" elements race.
#include <thread>
#include <vector>

std::vector<bool> done(2);

int main() {
  std::thread a([] { done[0] = true; });
  std::thread b([] { done[1] = true; });
  a.join();
  b.join();
}
