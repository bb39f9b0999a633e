// A change makes a new state and puts it in place if nobody was faster.
#include "sensor_log.h"

#include <algorithm>
#include <atomic>
#include <utility>

namespace {

struct State {
  std::vector<int> readings;
  Summary summary;  // what they add up to
};

class CarefulLog : public SensorLog {
 public:
  void Add(int reading) override {
    Change([&](State& state) {
      state.readings.push_back(reading);
      ++state.summary.count;
      state.summary.sum += reading;
      state.summary.highest = std::max(state.summary.highest, reading);
    });
  }

  Summary Summarise() const override { return std::atomic_load(&state_)->summary; }

  std::vector<int> Readings() const override { return std::atomic_load(&state_)->readings; }

  void Clear() override {
    Change([](State& state) { state = {}; });
  }

 private:
  template <typename F>
  void Change(F change) {
    std::shared_ptr<const State> now = std::atomic_load(&state_);
    std::shared_ptr<const State> next;
    do {
      State state = *now;
      change(state);
      next = std::make_shared<const State>(std::move(state));
    } while (!std::atomic_compare_exchange_strong(&state_, &now, next));
  }

  std::shared_ptr<const State> state_ = std::make_shared<const State>();
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
