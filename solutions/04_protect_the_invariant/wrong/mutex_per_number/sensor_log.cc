// expect: explore assertion
// Count, sum and highest are read one after the other, each under its own mutex.
#include "sensor_log.h"

#include <algorithm>
#include <mutex>

namespace {

class CarefulLog : public SensorLog {
 public:
  void Add(int reading) override {
    std::lock_guard lock(mutex_);
    readings_.push_back(reading);
    {
      std::lock_guard counting(count_mutex_);
      ++count_;
    }
    std::lock_guard adding(sum_mutex_);
    sum_ += reading;
    highest_ = std::max(highest_, reading);
  }

  Summary Summarise() const override {
    Summary summary;
    {
      std::lock_guard counting(count_mutex_);
      summary.count = count_;
    }
    std::lock_guard adding(sum_mutex_);
    summary.sum = sum_;
    summary.highest = highest_;
    return summary;
  }

  std::vector<int> Readings() const override {
    std::lock_guard lock(mutex_);
    return readings_;
  }

  void Clear() override {
    std::scoped_lock lock(mutex_, count_mutex_, sum_mutex_);
    readings_.clear();
    count_ = sum_ = highest_ = 0;
  }

 private:
  mutable std::mutex mutex_, count_mutex_, sum_mutex_;
  std::vector<int> readings_;  // guarded by mutex_
  long count_ = 0;             // guarded by count_mutex_
  long sum_ = 0;               // guarded by sum_mutex_, as the next
  int highest_ = 0;
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
