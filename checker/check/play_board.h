// Board: what a person who is the scheduler sees: what each task is about to do, and what was done.
//
// **Thread safety**: pure apart from reading source files and starting addr2line and nm.
#ifndef RACELAB_CHECKER_CHECK_PLAY_BOARD_H_
#define RACELAB_CHECKER_CHECK_PLAY_BOARD_H_

#include <string>
#include <vector>

#include "checker/check/judge.h"
#include "checker/explore/game.h"
#include "checker/result/finding.h"
#include "checker/trace/schedule.h"

namespace racelab {

// A task, before its next step.
struct BoardTask {
  int task = 0;
  std::string name;  // "main thread", "thread 1"
  explore::TaskState::Turn turn = explore::TaskState::kReady;
  bool may_time_out = false;
  std::string next;  // "reads hits_", "waits for m, which thread 1 holds", "starts", "has ended"
  // Where; file "" when it is not known.
  std::string file;
  int line = 0;
  std::string source;
};

struct Board {
  std::vector<BoardTask> tasks;
  std::vector<Step> steps;  // at most kMaxWalk
};

// `events`: how many of the execution's events have happened; the others only lend their names and
// places to what comes next. REQUIRES: the execution was run with points and events.
Board BoardOf(const trace::Execution& execution, size_t events,
              const std::vector<explore::TaskState>& tasks, const ProgramFacts& facts);

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_PLAY_BOARD_H_
