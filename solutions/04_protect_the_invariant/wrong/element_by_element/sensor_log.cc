// expect: explore assertion
// The list is copied element by element, each under the lock.
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
    for (int reading; At(copy.size(), &reading);) copy.push_back(reading);
    return copy;
  }

  void Clear() override {
    std::lock_guard lock(mutex_);
    readings_.clear();
    summary_ = {};
  }

 private:
  bool At(size_t i, int* reading) const {
    std::lock_guard lock(mutex_);
    if (i >= readings_.size()) return false;
    *reading = readings_[i];
    return true;
  }

  mutable std::mutex mutex_;
  std::vector<int> readings_;  // guarded by mutex_
  Summary summary_;            // what they add up to; guarded by mutex_
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
