// What can be computed is not kept: then there is no invariant to break.
#include "sensor_log.h"

#include <algorithm>
#include <mutex>

namespace {

class CarefulLog : public SensorLog {
 public:
  void Add(int reading) override {
    std::lock_guard lock(mutex_);
    readings_.push_back(reading);
  }

  Summary Summarise() const override {
    Summary summary;
    for (int reading : Readings()) {
      ++summary.count;
      summary.sum += reading;
      summary.highest = std::max(summary.highest, reading);
    }
    return summary;
  }

  std::vector<int> Readings() const override {
    std::lock_guard lock(mutex_);
    return readings_;
  }

  void Clear() override {
    std::lock_guard lock(mutex_);
    readings_.clear();
  }

 private:
  mutable std::mutex mutex_;
  std::vector<int> readings_;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
