// absl::Mutex; the compiler knows what it guards.
#include "sensor_log.h"

#include <algorithm>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace {

class CarefulLog : public SensorLog {
 public:
  void Add(int reading) override {
    absl::MutexLock lock(&mutex_);
    readings_.push_back(reading);
    ++summary_.count;
    summary_.sum += reading;
    summary_.highest = std::max(summary_.highest, reading);
  }

  Summary Summarise() const override {
    absl::ReaderMutexLock lock(&mutex_);
    return summary_;
  }

  std::vector<int> Readings() const override {
    absl::ReaderMutexLock lock(&mutex_);
    return readings_;
  }

  void Clear() override {
    absl::MutexLock lock(&mutex_);
    readings_.clear();
    summary_ = {};
  }

 private:
  mutable absl::Mutex mutex_;
  std::vector<int> readings_ ABSL_GUARDED_BY(mutex_);
  Summary summary_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
