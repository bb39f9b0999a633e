// expect: crash
// The thread starts before main sets the pointer that it uses.
#include <atomic>
#include <thread>

int object = 7;
std::atomic<int*> current(nullptr);

int main() {
  std::thread user([] { *current.load() = 8; });
  current = &object;
  user.join();
}
