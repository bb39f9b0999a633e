// expect: data-race
// Double-checked locking with a plain pointer.
#include <mutex>
#include <thread>

std::mutex mutex;
int value = 0;
int* instance = nullptr;

int* Get() {
  if (instance == nullptr) {
    std::lock_guard<std::mutex> lock(mutex);
    if (instance == nullptr) {
      value = 42;
      instance = &value;
    }
  }
  return instance;
}

int main() {
  std::thread a([] { Get(); }), b([] { Get(); });
  a.join();
  b.join();
}
