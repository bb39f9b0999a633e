// A lock made of one flag.
#include "sensor_log.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace {

class SpinGuard {
 public:
  explicit SpinGuard(std::atomic_flag& busy) : busy_(busy) {
    while (busy_.test_and_set(std::memory_order_acquire)) std::this_thread::yield();
  }
  ~SpinGuard() { busy_.clear(std::memory_order_release); }

 private:
  std::atomic_flag& busy_;
};

class CarefulLog : public SensorLog {
 public:
  void Add(int reading) override {
    SpinGuard lock(busy_);
    readings_.push_back(reading);
    ++summary_.count;
    summary_.sum += reading;
    summary_.highest = std::max(summary_.highest, reading);
  }

  Summary Summarise() const override {
    SpinGuard lock(busy_);
    return summary_;
  }

  std::vector<int> Readings() const override {
    SpinGuard lock(busy_);
    return readings_;
  }

  void Clear() override {
    SpinGuard lock(busy_);
    readings_.clear();
    summary_ = {};
  }

 private:
  mutable std::atomic_flag busy_;
  std::vector<int> readings_;  // guarded by busy_
  Summary summary_;            // what they add up to; guarded by busy_
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
