// expect: explore assertion
// The version moves once, after the change: who reads before that sees half of it.
#include "sensor_log.h"

#include <atomic>
#include <mutex>
#include <thread>

namespace {

class CarefulLog : public SensorLog {
 public:
  void Add(int reading) override {
    std::lock_guard lock(mutex_);
    readings_.push_back(reading);

    ++count_;
    sum_ += reading;
    if (reading > highest_) highest_ = reading;
    ++version_;
  }

  Summary Summarise() const override {
    for (;;) {
      const unsigned before = version_;
      const Summary summary{count_, sum_, highest_};
      if (version_ == before) return summary;
      std::this_thread::yield();
    }
  }

  std::vector<int> Readings() const override {
    std::lock_guard lock(mutex_);
    return readings_;
  }

  void Clear() override {
    std::lock_guard lock(mutex_);
    readings_.clear();

    count_ = sum_ = highest_ = 0;
    ++version_;
  }

 private:
  mutable std::mutex mutex_;   // one writer at a time
  std::vector<int> readings_;  // guarded by mutex_
  std::atomic<unsigned> version_ = 0;
  std::atomic<long> count_ = 0, sum_ = 0;
  std::atomic<int> highest_ = 0;
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
