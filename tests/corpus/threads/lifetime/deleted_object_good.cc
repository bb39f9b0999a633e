// expect: none
// The user takes the pointer under the lock and looks whether the object is still there.
#include <mutex>
#include <thread>

std::mutex mutex;
int* shared = new int(1);

int main() {
  std::thread user([] {
    std::lock_guard<std::mutex> lock(mutex);
    if (shared != nullptr) ++*shared;
  });
  std::thread closer([] {
    std::lock_guard<std::mutex> lock(mutex);
    delete shared;
    shared = nullptr;
  });
  user.join();
  closer.join();
}
