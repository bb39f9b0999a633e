// expect: explore assertion
// Two copies, and a number that says which one is read. A writer changes the other one, turns, and
// changes the first one, too; a reader that began before the turn may still be in there.
#include "sensor_log.h"

#include <algorithm>
#include <atomic>
#include <mutex>

namespace {

struct Copy {
  mutable std::mutex mutex;
  std::vector<int> readings;
  Summary summary;
};

class TwoCopies : public SensorLog {
 public:
  void Add(int reading) override {
    Change([reading](Copy& copy) {
      copy.readings.push_back(reading);
      ++copy.summary.count;
      copy.summary.sum += reading;
      copy.summary.highest = std::max(copy.summary.highest, reading);
    });
  }

  Summary Summarise() const override {
    const Copy& copy = copies_[read_];
    std::lock_guard lock(copy.mutex);
    return copy.summary;
  }

  std::vector<int> Readings() const override {
    const Copy& copy = copies_[read_];
    std::lock_guard lock(copy.mutex);
    return copy.readings;
  }

  void Clear() override {
    Change([](Copy& copy) {
      copy.readings.clear();
      copy.summary = {};
    });
  }

 private:
  template <typename What>
  void Change(const What& what) {
    std::lock_guard writing(writers_);
    Copy& spare = copies_[1 - read_];
    {
      std::lock_guard lock(spare.mutex);
      what(spare);
    }
    read_ = 1 - read_;
    Copy& other = copies_[1 - read_];
    std::lock_guard lock(other.mutex);
    what(other);
  }

  std::mutex writers_;
  std::atomic<int> read_ = 0;
  Copy copies_[2];
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<TwoCopies>(); }
