// Workers are kept for the next Serve; they sleep on a condition variable in between.
#include "hit_counter.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace {

class MyCounter : public HitCounter {
 public:
  ~MyCounter() override {
    {
      std::lock_guard lock(mutex_);
      stop_ = true;
    }
    changed_.notify_all();
    for (std::thread& worker : workers_) worker.join();
  }

  void Serve(int threads, int visits, const Page& page) override {
    std::unique_lock lock(mutex_);
    while (static_cast<int>(workers_.size()) < threads) {
      const int number = static_cast<int>(workers_.size());
      workers_.emplace_back([this, number, round = round_] { Work(number, round); });
    }
    page_ = &page;
    visits_ = visits;
    threads_ = busy_ = threads;
    ++round_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return busy_ == 0; });
  }

  long Report() const override {
    std::lock_guard lock(mutex_);
    return hits_;
  }

 private:
  void Work(int number, int seen) {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [&] { return stop_ || round_ != seen; });
      if (stop_) return;
      seen = round_;
      if (number >= threads_) continue;
      for (int n = 0; n < visits_; ++n) {
        lock.unlock();
        (*page_)(number);
        lock.lock();
        ++hits_;
      }
      if (--busy_ == 0) changed_.notify_all();
    }
  }

  mutable std::mutex mutex_;  // guards all below, but page_ is read while its owner waits
  std::condition_variable changed_;
  std::vector<std::thread> workers_;
  const Page* page_ = nullptr;
  int threads_ = 0, visits_ = 0, busy_ = 0, round_ = 0;
  bool stop_ = false;
  long hits_ = 0;
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<MyCounter>(); }
