// Count, sum and highest fit into one word, so they change at once.
#include "sensor_log.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <mutex>

namespace {

class CarefulLog : public SensorLog {
 public:
  void Add(int reading) override {
    std::lock_guard lock(mutex_);
    readings_.push_back(reading);
    const uint64_t now = packed_;
    const uint64_t highest = std::max<uint64_t>(now & 0x3ff, reading);
    packed_ = (now & ~uint64_t{0x3ff}) + (uint64_t{1} << 42) + (uint64_t(reading) << 10) + highest;
  }

  Summary Summarise() const override {
    const uint64_t now = packed_;
    return {long(now >> 42), long(now >> 10 & 0xffffffff), int(now & 0x3ff)};
  }

  std::vector<int> Readings() const override {
    std::lock_guard lock(mutex_);
    return readings_;
  }

  void Clear() override {
    std::lock_guard lock(mutex_);
    readings_.clear();
    packed_ = 0;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<int> readings_;         // guarded by mutex_
  std::atomic<uint64_t> packed_ = 0;  // 22 bits of count, 32 of sum, 10 of highest
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
