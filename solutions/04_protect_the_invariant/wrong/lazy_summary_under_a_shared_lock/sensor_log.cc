// expect: explore data-race
// A reader keeps what it has computed, and so it is a writer.
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
    known_ = false;
  }

  Summary Summarise() const override {
    std::shared_lock lock(mutex_);
    if (!known_) {
      summary_ = {};
      for (int reading : readings_) {
        ++summary_.count;
        summary_.sum += reading;
        summary_.highest = std::max(summary_.highest, reading);
      }
      known_ = true;
    }
    return summary_;
  }

  std::vector<int> Readings() const override {
    std::shared_lock lock(mutex_);
    return readings_;
  }

  void Clear() override {
    std::unique_lock lock(mutex_);
    readings_.clear();
    known_ = false;
  }

 private:
  mutable std::shared_mutex mutex_;
  std::vector<int> readings_;  // guarded by mutex_
  mutable Summary summary_;    // what they add up to, if it is known
  mutable bool known_ = false;
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
