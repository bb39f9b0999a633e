// expect: explore assertion
// The same count before and after does not mean that nothing changed in between.
#include "sensor_log.h"

#include <atomic>
#include <mutex>

namespace {

class CarefulLog : public SensorLog {
 public:
  void Add(int reading) override {
    std::lock_guard lock(mutex_);
    readings_.push_back(reading);
    sum_ += reading;
    if (reading > highest_) highest_ = reading;
    ++count_;
  }

  Summary Summarise() const override {
    for (;;) {
      const long before = count_;
      const Summary summary{before, sum_, highest_};
      if (count_ == before) return summary;
    }
  }

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
