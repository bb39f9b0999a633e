// expect: explore data-race
// The version is atomic; what it protects is not.
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
    ++version_;
    ++summary_.count;
    summary_.sum += reading;
    summary_.highest = std::max(summary_.highest, reading);
    ++version_;
  }

  Summary Summarise() const override {
    for (;;) {
      const unsigned before = version_;
      const Summary summary = summary_;
      if (before % 2 == 0 && version_ == before) return summary;
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
    ++version_;
    summary_ = {};
    ++version_;
  }

 private:
  std::atomic<unsigned> version_ = 0;  // odd while a writer is at work
  mutable std::mutex mutex_;
  std::vector<int> readings_;  // guarded by mutex_
  Summary summary_;            // what they add up to; guarded by mutex_
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
