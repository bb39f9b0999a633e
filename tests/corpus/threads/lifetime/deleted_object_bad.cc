// expect: use-after-free
// A thread keeps a copy of a pointer whose object another thread deletes, both under the lock.
#include <mutex>
#include <thread>

std::mutex mutex;
int* shared = new int(1);

int main() {
  std::thread user([copy = shared] {
    std::lock_guard<std::mutex> lock(mutex);
    ++*copy;
  });
  std::thread closer([] {
    std::lock_guard<std::mutex> lock(mutex);
    delete shared;
    shared = nullptr;
  });
  user.join();
  closer.join();
}
