// expect: none
// A vector of char gives every flag a memory location of its own.
#include <cassert>
#include <thread>
#include <vector>

std::vector<char> done(2);

int main() {
  std::thread a([] { done[0] = 1; });
  std::thread b([] { done[1] = 1; });
  a.join();
  b.join();
  assert(done[0] == 1 && done[1] == 1);
}
