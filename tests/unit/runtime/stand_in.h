// StandIn: what the runtime's tables need around them, without an execution: tasks that a test
// makes by hand, and a Stop() that throws.
//
// **Thread safety**: one test at a time.
#ifndef RACELAB_TESTS_UNIT_RUNTIME_STAND_IN_H_
#define RACELAB_TESTS_UNIT_RUNTIME_STAND_IN_H_

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

#include "checker/runtime/state.h"

namespace racelab::rt {

// What Stop() was called with.
struct Stopped : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The state of an execution with `tasks` tasks; task 0 is current. The tables themselves are never
// emptied: tests use addresses of their own.
class TablesTest : public testing::Test {
 protected:
  static constexpr uint32_t kTasks = 4;
  TablesTest();
  ~TablesTest() override;

  Task* task(uint32_t i) { return state.tasks[i]; }
  // Sets whether the task's pending operation could be done.
  static void Block(Task* task, Op op);

  trace::Plan plan_ = {};
  trace::Outcome outcome_ = {};
};

}  // namespace racelab::rt

#endif  // RACELAB_TESTS_UNIT_RUNTIME_STAND_IN_H_
