// A mutex per field is right if everybody takes all of them.
#include "sensor_log.h"

#include <algorithm>
#include <mutex>

namespace {

class CarefulLog : public SensorLog {
 public:
  void Add(int reading) override {
    std::scoped_lock lock(list_mutex_, summary_mutex_);
    readings_.push_back(reading);
    ++summary_.count;
    summary_.sum += reading;
    summary_.highest = std::max(summary_.highest, reading);
  }

  Summary Summarise() const override {
    std::scoped_lock lock(summary_mutex_);
    return summary_;
  }

  std::vector<int> Readings() const override {
    std::scoped_lock lock(list_mutex_, summary_mutex_);
    return readings_;
  }

  void Clear() override {
    std::scoped_lock lock(list_mutex_, summary_mutex_);
    readings_.clear();
    summary_ = {};
  }

 private:
  mutable std::mutex list_mutex_;
  mutable std::mutex summary_mutex_;
  std::vector<int> readings_;  // guarded by list_mutex_
  Summary summary_;            // guarded by summary_mutex_
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
