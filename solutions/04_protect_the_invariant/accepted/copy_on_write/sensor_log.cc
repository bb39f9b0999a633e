// A change makes a new state; readers keep the one they got.
#include "sensor_log.h"

#include <algorithm>
#include <mutex>

namespace {

struct State {
  std::vector<int> readings;
  Summary summary;  // what they add up to
};

class CarefulLog : public SensorLog {
 public:
  void Add(int reading) override {
    std::lock_guard lock(mutex_);
    auto next = std::make_shared<State>(*state_);
    next->readings.push_back(reading);
    ++next->summary.count;
    next->summary.sum += reading;
    next->summary.highest = std::max(next->summary.highest, reading);
    state_ = next;
  }

  Summary Summarise() const override { return Now()->summary; }

  std::vector<int> Readings() const override { return Now()->readings; }

  void Clear() override {
    std::lock_guard lock(mutex_);
    state_ = std::make_shared<State>();
  }

 private:
  std::shared_ptr<const State> Now() const {
    std::lock_guard lock(mutex_);
    return state_;
  }

  mutable std::mutex mutex_;
  std::shared_ptr<const State> state_ = std::make_shared<State>();  // guarded by mutex_
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
