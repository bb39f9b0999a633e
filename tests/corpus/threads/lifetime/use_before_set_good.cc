// expect: none
// The pointer is set before the thread starts.
#include <atomic>
#include <cassert>
#include <thread>

int object = 7;
std::atomic<int*> current(nullptr);

int main() {
  current = &object;
  std::thread user([] { *current.load() = 8; });
  user.join();
  assert(object == 8);
}
