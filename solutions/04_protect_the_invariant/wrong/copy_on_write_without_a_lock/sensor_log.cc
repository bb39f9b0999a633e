// expect: explore assertion
// The pointer is atomic; copy, change and put back are three steps.
#include "sensor_log.h"

#include <algorithm>
#include <atomic>

namespace {

struct State {
  std::vector<int> readings;
  Summary summary;  // what they add up to
};

class CarefulLog : public SensorLog {
 public:
  void Add(int reading) override {
    State next = *std::atomic_load(&state_);
    next.readings.push_back(reading);
    ++next.summary.count;
    next.summary.sum += reading;
    next.summary.highest = std::max(next.summary.highest, reading);
    std::atomic_store(&state_, std::make_shared<const State>(next));
  }

  Summary Summarise() const override { return std::atomic_load(&state_)->summary; }

  std::vector<int> Readings() const override { return std::atomic_load(&state_)->readings; }

  void Clear() override { std::atomic_store(&state_, std::make_shared<const State>()); }

 private:
  std::shared_ptr<const State> state_ = std::make_shared<const State>();
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<CarefulLog>(); }
