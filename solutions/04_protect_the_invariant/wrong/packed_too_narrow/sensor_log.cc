// expect: functional assertion
// Count, sum and highest in one atomic word: 20, 24 and 10 bits. The list comes from a lock.
#include "sensor_log.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <mutex>

namespace {

constexpr uint64_t Pack(uint64_t count, uint64_t sum, uint64_t highest) {
  return count | (sum & 0xffffff) << 20 | highest << 44;
}

class PackedLog : public SensorLog {
 public:
  void Add(int reading) override {
    std::lock_guard lock(mutex_);
    readings_.push_back(reading);
    const Summary old = Summarise();
    word_ = Pack(old.count + 1, old.sum + reading, std::max(old.highest, reading));
  }

  Summary Summarise() const override {
    const uint64_t word = word_;
    return {static_cast<long>(word & 0xfffff), static_cast<long>(word >> 20 & 0xffffff),
            static_cast<int>(word >> 44)};
  }

  std::vector<int> Readings() const override {
    std::lock_guard lock(mutex_);
    return readings_;
  }

  void Clear() override {
    std::lock_guard lock(mutex_);
    readings_.clear();
    word_ = 0;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<int> readings_;  // guarded by mutex_
  std::atomic<uint64_t> word_ = 0;
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<PackedLog>(); }
