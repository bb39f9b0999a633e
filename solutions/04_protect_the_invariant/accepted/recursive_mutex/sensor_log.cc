// One lock; methods under it may call each other.
#include "sensor_log.h"

#include <algorithm>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/recursive_mutex.hpp>

namespace {

class CarefulLog : public SensorLog {
 public:
  void Add(int reading) override {
    boost::lock_guard<boost::recursive_mutex> lock(mutex_);
    readings_.push_back(reading);
    sum_ += reading;
  }

  Summary Summarise() const override {
    boost::lock_guard<boost::recursive_mutex> lock(mutex_);
    Summary summary{static_cast<long>(Readings().size()), sum_, 0};
    for (int reading : readings_) summary.highest = std::max(summary.highest, reading);
    return summary;
  }

  std::vector<int> Readings() const override {
    boost::lock_guard<boost::recursive_mutex> lock(mutex_);
    return readings_;
  }

  void Clear() override {
    boost::lock_guard<boost::recursive_mutex> lock(mutex_);
    readings_.clear();
    sum_ = 0;
  }

 private:
  mutable boost::recursive_mutex mutex_;
  std::vector<int> readings_;  // guarded by mutex_
  long sum_ = 0;               // guarded by mutex_
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
