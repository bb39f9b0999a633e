// expect: explore use-after-free
// The helper locks, and returns a reference: the copy is made after the unlock.
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

  std::vector<int> Readings() const override { return List(); }

  void Clear() override {
    std::lock_guard lock(mutex_);
    readings_.clear();
    summary_ = {};
  }

 private:
  const std::vector<int>& List() const {
    std::lock_guard lock(mutex_);
    return readings_;
  }

  mutable std::mutex mutex_;
  std::vector<int> readings_;  // guarded by mutex_
  Summary summary_;            // what they add up to; guarded by mutex_
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
