// expect: crash
// The pointer is checked and then loaded again, and between the two it becomes null.
#include <atomic>
#include <thread>

int object = 7;
std::atomic<const int*> current(&object);
int seen = 0;

int main() {
  std::thread user([] {
    if (current.load() != nullptr) seen = *current.load();
  });
  std::thread closer([] { current = nullptr; });
  user.join();
  closer.join();
}
