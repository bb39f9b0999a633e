// The log. Each variable in it is safe: two are atomic, the list has a lock.
#include "sensor_log.h"

#include <atomic>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>

namespace {

// A list that several threads may use.
class SafeList {
 public:
  void Add(int reading) {
    boost::lock_guard<boost::mutex> lock(mutex_);
    readings_.push_back(reading);
    if (reading > readings_[highest_]) highest_ = readings_.size() - 1;
  }

  int Highest() const {
    boost::lock_guard<boost::mutex> lock(mutex_);
    return readings_.empty() ? 0 : readings_[highest_];
  }

  const std::vector<int>& Readings() const {
    boost::lock_guard<boost::mutex> lock(mutex_);
    return readings_;
  }

  void Clear() {
    boost::lock_guard<boost::mutex> lock(mutex_);
    readings_.clear();
    highest_ = 0;
  }

 private:
  mutable boost::mutex mutex_;
  std::vector<int> readings_;  // guarded by mutex_
  size_t highest_ = 0;         // where the highest reading is; guarded by mutex_
};

class CarefulLog : public SensorLog {
 public:
  void Add(int reading) override {
    list_.Add(reading);
    sum_ += reading;
    ++count_;
  }

  Summary Summarise() const override { return {count_, sum_, list_.Highest()}; }

  std::vector<int> Readings() const override { return list_.Readings(); }

  void Clear() override {
    list_.Clear();
    sum_ = 0;
    count_ = 0;
  }

 private:
  SafeList list_;
  std::atomic<long> count_ = 0;  // how many readings are in the list
  std::atomic<long> sum_ = 0;    // what they add up to
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
