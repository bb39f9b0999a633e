// The log with one lock for all that belongs together.
#include "sensor_log.h"

#include <algorithm>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>

namespace {

class CarefulLog : public SensorLog {
 public:
  void Add(int reading) override {
    boost::lock_guard<boost::mutex> lock(mutex_);
    readings_.push_back(reading);
    ++summary_.count;
    summary_.sum += reading;
    summary_.highest = std::max(summary_.highest, reading);
  }

  Summary Summarise() const override {
    boost::lock_guard<boost::mutex> lock(mutex_);
    return summary_;
  }

  std::vector<int> Readings() const override {
    boost::lock_guard<boost::mutex> lock(mutex_);
    return readings_;
  }

  void Clear() override {
    boost::lock_guard<boost::mutex> lock(mutex_);
    readings_.clear();
    summary_ = {};
  }

 private:
  mutable boost::mutex mutex_;
  std::vector<int> readings_;  // guarded by mutex_
  Summary summary_;            // what they add up to; guarded by mutex_
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
