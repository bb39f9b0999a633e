// expect: deadlock
// A thread locks a std::mutex that it holds already.
#include <mutex>
#include <thread>

std::mutex mutex;
int value = 0;

int Get() {
  std::lock_guard<std::mutex> lock(mutex);
  return value;
}

int main() {
  std::thread a([] {
    std::lock_guard<std::mutex> lock(mutex);
    value = Get() + 1;
  });
  a.join();
}
