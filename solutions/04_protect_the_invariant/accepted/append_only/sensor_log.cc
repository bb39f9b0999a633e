// An entry is never changed once published; begin and end of the day are one atomic word.
#include "sensor_log.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>

namespace {

class MyLog : public SensorLog {
 public:
  ~MyLog() override {
    for (auto& block : blocks_) delete[] block.load(std::memory_order_relaxed);
  }

  void Add(int reading) override {
    std::lock_guard lock(writer_);
    const Span day = Now();
    Entry next{reading, {1, reading, reading}};
    if (day.begin < day.end) {
      const Summary& last = At(day.end - 1).so_far;
      next.so_far = {last.count + 1, last.sum + reading, std::max(last.highest, reading)};
    }
    auto& block = blocks_[day.end / kBlock];
    if (block.load(std::memory_order_relaxed) == nullptr) {
      block.store(new Entry[kBlock], std::memory_order_relaxed);
    }
    block.load(std::memory_order_relaxed)[day.end % kBlock] = next;
    Publish({day.begin, day.end + 1});
  }

  Summary Summarise() const override {
    const Span day = Now();
    return day.begin == day.end ? Summary{} : At(day.end - 1).so_far;
  }

  std::vector<int> Readings() const override {
    const Span day = Now();
    std::vector<int> readings;
    for (uint32_t i = day.begin; i < day.end; ++i) readings.push_back(At(i).reading);
    return readings;
  }

  void Clear() override {
    std::lock_guard lock(writer_);
    const uint32_t end = Now().end;
    Publish({end, end});
  }

 private:
  struct Entry {
    int reading = 0;
    Summary so_far;  // since the day began
  };
  struct Span {
    uint32_t begin, end;
  };
  static constexpr uint32_t kBlock = 1024;

  Span Now() const {
    const uint64_t word = span_.load(std::memory_order_acquire);
    return {static_cast<uint32_t>(word >> 32), static_cast<uint32_t>(word)};
  }
  void Publish(Span span) {
    span_.store(static_cast<uint64_t>(span.begin) << 32 | span.end, std::memory_order_release);
  }
  const Entry& At(uint32_t i) const {
    return blocks_[i / kBlock].load(std::memory_order_relaxed)[i % kBlock];
  }

  std::mutex writer_;
  std::atomic<uint64_t> span_ = 0;
  std::array<std::atomic<Entry*>, 1024> blocks_{};
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<MyLog>(); }
