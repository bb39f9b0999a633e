// expect: none
// The notifier is joined before the condition variable goes.
#include <condition_variable>
#include <mutex>
#include <thread>

struct Event {
  std::mutex mutex;
  std::condition_variable changed;
  bool ready = false;
};

int main() {
  Event* event = new Event;
  std::thread notifier([event] {
    {
      std::lock_guard<std::mutex> lock(event->mutex);
      event->ready = true;
    }
    event->changed.notify_one();
  });
  {
    std::unique_lock<std::mutex> lock(event->mutex);
    event->changed.wait(lock, [event] { return event->ready; });
  }
  notifier.join();
  delete event;
}
