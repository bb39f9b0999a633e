// boost::synchronized_value: its proxy holds the lock.
#include "sensor_log.h"

#include <algorithm>
#include <boost/thread/synchronized_value.hpp>

namespace {

struct State {
  std::vector<int> readings;
  Summary summary;  // what they add up to
};

class CarefulLog : public SensorLog {
 public:
  void Add(int reading) override {
    auto state = state_.synchronize();
    state->readings.push_back(reading);
    ++state->summary.count;
    state->summary.sum += reading;
    state->summary.highest = std::max(state->summary.highest, reading);
  }

  Summary Summarise() const override { return state_.synchronize()->summary; }

  std::vector<int> Readings() const override { return state_->readings; }

  void Clear() override { state_ = State{}; }

 private:
  boost::synchronized_value<State> state_;
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
