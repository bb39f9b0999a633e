// Readers share the lock, writers do not.
#include "sensor_log.h"

#include <algorithm>
#include <mutex>
#include <shared_mutex>

namespace {

class CarefulLog : public SensorLog {
 public:
  void Add(int reading) override {
    std::unique_lock lock(mutex_);
    readings_.push_back(reading);
    ++summary_.count;
    summary_.sum += reading;
    summary_.highest = std::max(summary_.highest, reading);
  }

  Summary Summarise() const override {
    std::shared_lock lock(mutex_);
    return summary_;
  }

  std::vector<int> Readings() const override {
    std::shared_lock lock(mutex_);
    return readings_;
  }

  void Clear() override {
    std::unique_lock lock(mutex_);
    readings_.clear();
    summary_ = {};
  }

 private:
  mutable std::shared_mutex mutex_;
  std::vector<int> readings_;  // guarded by mutex_
  Summary summary_;            // what they add up to; guarded by mutex_
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
