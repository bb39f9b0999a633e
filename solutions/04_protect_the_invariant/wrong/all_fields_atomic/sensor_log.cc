// expect: explore assertion
// Each field is safe; what belongs together is not.
#include "sensor_log.h"

#include <atomic>
#include <mutex>

namespace {

class CarefulLog : public SensorLog {
 public:
  void Add(int reading) override {
    std::lock_guard lock(mutex_);
    readings_.push_back(reading);
    ++count_;
    sum_ += reading;
    if (reading > highest_) highest_ = reading;
  }

  Summary Summarise() const override { return {count_, sum_, highest_}; }

  std::vector<int> Readings() const override {
    std::lock_guard lock(mutex_);
    return readings_;
  }

  void Clear() override {
    std::lock_guard lock(mutex_);
    readings_.clear();
    count_ = 0;
    sum_ = 0;
    highest_ = 0;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<int> readings_;  // guarded by mutex_
  std::atomic<long> count_ = 0;
  std::atomic<long> sum_ = 0;
  std::atomic<int> highest_ = 0;
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
