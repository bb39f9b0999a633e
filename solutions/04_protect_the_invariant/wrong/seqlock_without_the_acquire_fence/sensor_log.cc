// expect: explore assertion
// A sequence lock whose reader has no fence between the data and the second look at the version.
#include "sensor_log.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace {

class CarefulLog : public SensorLog {
 public:
  void Add(int reading) override {
    std::lock_guard lock(mutex_);
    readings_.push_back(reading);
    Summary next = Load();
    ++next.count;
    next.sum += reading;
    next.highest = std::max(next.highest, reading);
    Store(next);
  }

  Summary Summarise() const override {
    for (;;) {
      const unsigned before = version_.load(std::memory_order_acquire);
      const Summary summary = Load();
      const bool same = version_.load(std::memory_order_relaxed) == before;
      if (same && before % 2 == 0) return summary;
      std::this_thread::yield();
    }
  }

  std::vector<int> Readings() const override {
    std::lock_guard lock(mutex_);
    return readings_;
  }

  void Clear() override {
    std::lock_guard lock(mutex_);
    readings_.clear();
    Store({});
  }

 private:
  Summary Load() const {
    return {count_.load(std::memory_order_relaxed), sum_.load(std::memory_order_relaxed),
            highest_.load(std::memory_order_relaxed)};
  }

  // REQUIRES: mutex_ is locked.
  void Store(const Summary& summary) {
    version_.fetch_add(1, std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_release);
    count_.store(summary.count, std::memory_order_relaxed);
    sum_.store(summary.sum, std::memory_order_relaxed);
    highest_.store(summary.highest, std::memory_order_relaxed);
    version_.fetch_add(1, std::memory_order_release);
  }

  mutable std::mutex mutex_;           // one writer at a time
  std::vector<int> readings_;          // guarded by mutex_
  std::atomic<unsigned> version_ = 0;  // odd while a writer is at work
  std::atomic<long> count_ = 0, sum_ = 0;
  std::atomic<int> highest_ = 0;
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
