// expect: explore data-race
// The size is read before the lock, only to save an allocation.
#include "sensor_log.h"

#include <algorithm>
#include <mutex>

namespace {

class CarefulLog : public SensorLog {
 public:
  void Add(int reading) override {
    std::lock_guard lock(mutex_);
    readings_.push_back(reading);
    ++summary_.count;
    summary_.sum += reading;
    summary_.highest = std::max(summary_.highest, reading);
  }

  Summary Summarise() const override {
    std::lock_guard lock(mutex_);
    return summary_;
  }

  std::vector<int> Readings() const override {
    std::vector<int> copy;
    copy.reserve(readings_.size());
    std::lock_guard lock(mutex_);
    copy.assign(readings_.begin(), readings_.end());
    return copy;
  }

  void Clear() override {
    std::lock_guard lock(mutex_);
    readings_.clear();
    summary_ = {};
  }

 private:
  mutable std::mutex mutex_;
  std::vector<int> readings_;  // guarded by mutex_
  Summary summary_;            // what they add up to; guarded by mutex_
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
