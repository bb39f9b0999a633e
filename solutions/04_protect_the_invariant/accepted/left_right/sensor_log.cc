// Two copies of the state: readers use one, the writer changes the other, and then waits until
// nobody uses the old one.
#include "sensor_log.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace {

struct State {
  std::vector<int> readings;
  Summary summary;
};

class MyLog : public SensorLog {
  template <typename F>
  auto Look(F f) const {
    const int turn = turn_;
    ++readers_[turn];
    auto result = f(states_[side_]);
    --readers_[turn];
    return result;
  }

 public:
  void Add(int reading) override {
    Change([&](State& state) {
      state.readings.push_back(reading);
      ++state.summary.count;
      state.summary.sum += reading;
      state.summary.highest = std::max(state.summary.highest, reading);
    });
  }
  Summary Summarise() const override {
    return Look([](const State& state) { return state.summary; });
  }
  std::vector<int> Readings() const override {
    return Look([](const State& state) { return state.readings; });
  }
  void Clear() override {
    Change([](State& state) { state = {}; });
  }

 private:
  template <typename F>
  void Change(F f) {
    std::lock_guard lock(writer_);
    const int old = side_;
    f(states_[1 - old]);
    side_ = 1 - old;
    // Who comes from now on reads the new side. Let those leave who may read the old one.
    const int turn = turn_;
    Empty(1 - turn);
    turn_ = 1 - turn;
    Empty(turn);
    f(states_[old]);
  }

  void Empty(int turn) const {
    while (readers_[turn] > 0) std::this_thread::yield();
  }

  std::mutex writer_;
  State states_[2];
  std::atomic<int> side_ = 0;
  std::atomic<int> turn_ = 0;
  mutable std::atomic<int> readers_[2] = {0, 0};
};

}  // namespace

std::unique_ptr<SensorLog> NewSensorLog() { return std::make_unique<MyLog>(); }
