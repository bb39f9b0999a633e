// expect: none
// A subject calls its observer after it gave its lock back.
#include <atomic>
#include <cassert>
#include <functional>
#include <mutex>
#include <thread>

class Subject {
 public:
  void Set(int value) {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      value_ = value;
    }
    if (observer) observer();
  }
  int Get() {
    std::lock_guard<std::mutex> lock(mutex_);
    return value_;
  }
  std::function<void()> observer;

 private:
  std::mutex mutex_;
  int value_ = 0;
};

int main() {
  Subject subject;
  std::atomic<int> seen(0);
  subject.observer = [&] { seen = subject.Get(); };
  std::thread a([&] { subject.Set(1); }), b([&] { subject.Set(2); });
  a.join();
  b.join();
  assert(seen == 1 || seen == 2);
}
