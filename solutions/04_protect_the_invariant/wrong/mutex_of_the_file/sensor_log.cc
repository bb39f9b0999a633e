// expect: parallelism parallelism-lost
// Right, but one mutex serves all logs of the program.
#include "sensor_log.h"

#include <algorithm>
#include <mutex>

namespace {

std::mutex log_mutex;

class CarefulLog : public SensorLog {
 public:
  void Add(int reading) override {
    std::lock_guard lock(log_mutex);
    readings_.push_back(reading);
    ++summary_.count;
    summary_.sum += reading;
    summary_.highest = std::max(summary_.highest, reading);
  }

  Summary Summarise() const override {
    std::lock_guard lock(log_mutex);
    return summary_;
  }

  std::vector<int> Readings() const override {
    std::lock_guard lock(log_mutex);
    return readings_;
  }

  void Clear() override {
    std::lock_guard lock(log_mutex);
    readings_.clear();
    summary_ = {};
  }

 private:
  std::vector<int> readings_;  // guarded by log_mutex
  Summary summary_;            // what they add up to; guarded by log_mutex
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
