// expect: none
// The pointer is loaded once, checked and used.
#include <atomic>
#include <cassert>
#include <thread>

int object = 7;
std::atomic<const int*> current(&object);

int main() {
  std::thread user([] {
    const int* mine = current.load();
    if (mine != nullptr) assert(*mine == 7);
  });
  std::thread closer([] { current = nullptr; });
  user.join();
  closer.join();
}
