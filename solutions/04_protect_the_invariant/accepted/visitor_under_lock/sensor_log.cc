// What is guarded can only be reached by a function that runs under the lock.
#include "sensor_log.h"

#include <algorithm>
#include <mutex>

namespace {

struct State {
  std::vector<int> readings;
  Summary summary;  // what they add up to
};

template <typename T>
class Guarded {
 public:
  template <typename F>
  auto With(F f) {
    std::lock_guard lock(mutex_);
    return f(value_);
  }

 private:
  std::mutex mutex_;
  T value_;  // guarded by mutex_
};

class CarefulLog : public SensorLog {
 public:
  void Add(int reading) override {
    state_.With([&](State& state) {
      state.readings.push_back(reading);
      ++state.summary.count;
      state.summary.sum += reading;
      state.summary.highest = std::max(state.summary.highest, reading);
    });
  }

  Summary Summarise() const override {
    return state_.With([](const State& state) { return state.summary; });
  }

  std::vector<int> Readings() const override {
    return state_.With([](const State& state) { return state.readings; });
  }

  void Clear() override {
    state_.With([](State& state) { state = {}; });
  }

 private:
  mutable Guarded<State> state_;
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
