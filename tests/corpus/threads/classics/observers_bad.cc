// expect: use-after-free
// The list of observers is copied under the lock, and an observer is deleted before its call.
#include <mutex>
#include <thread>

struct Observer {
  int calls = 0;
};
std::mutex mutex;
Observer* observer = new Observer;

void Notify() {
  Observer* copy;
  {
    std::lock_guard<std::mutex> lock(mutex);
    copy = observer;
  }
  if (copy == nullptr) return;
  std::lock_guard<std::mutex> lock(mutex);
  copy->calls++;
}

void Unregister() {
  std::lock_guard<std::mutex> lock(mutex);
  delete observer;
  observer = nullptr;
}

int main() {
  std::thread a(Notify), b(Unregister);
  a.join();
  b.join();
}
