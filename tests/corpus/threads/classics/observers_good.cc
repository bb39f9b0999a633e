// expect: none
// The copy of the observer is a shared_ptr, which keeps it alive during the call.
#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

struct Observer {
  std::atomic<int> calls{0};
};
std::mutex mutex;
std::shared_ptr<Observer> observer = std::make_shared<Observer>();

void Notify() {
  std::shared_ptr<Observer> copy;
  {
    std::lock_guard<std::mutex> lock(mutex);
    copy = observer;
  }
  if (copy != nullptr) copy->calls++;
}

void Unregister() {
  std::lock_guard<std::mutex> lock(mutex);
  observer = nullptr;
}

int main() {
  std::thread a(Notify), b(Unregister);
  a.join();
  b.join();
}
