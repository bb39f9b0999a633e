// Schedules as the tool handles them: what to run (ExecutionPlan) and what came of it (Execution).
//
// The compact twins of the tables in format.h: vectors instead of fixed arrays.
//
// **Thread safety**: plain values and pure functions.
// **Invariants**: an Execution made by ReadOutcome holds only numbers that format.h allows,
// whatever the explored program wrote into the region.
#ifndef RACELAB_CHECKER_TRACE_SCHEDULE_H_
#define RACELAB_CHECKER_TRACE_SCHEDULE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "checker/trace/format.h"

namespace racelab::trace {

bool operator==(const Decision& a, const Decision& b);
bool operator==(const ReadsFrom& a, const ReadsFrom& b);

// trace::Plan, field for field.
struct ExecutionPlan {
  uint64_t seed = 0;
  Rule rule = Rule::kStay;
  bool all_points = false;
  bool shared_points = false;
  bool allocation_points = false;
  bool reuse_memory = false;
  bool record_points = false;
  bool record_events = false;
  bool weak = false;
  uint32_t ignore = 0;
  uint32_t switch_permille = 0;
  uint32_t timeout_permille = 0;
  uint32_t spurious_permille = 0;
  uint32_t older_permille = 0;
  uint32_t depth = 0;
  uint32_t length = 0;
  uint32_t max_points = 1'000'000;
  std::vector<uint32_t> focus;      // at most kMaxFocus
  std::vector<uint32_t> expected;   // by task, at most kMaxTasks
  std::vector<ReadsFrom> pairs;     // at most kMaxFocus
  std::vector<Decision> decisions;  // at most kMaxDecisions

  bool operator==(const ExecutionPlan&) const = default;
};

// trace::Outcome, field for field, with the points and events of the region.
struct Execution {
  End end = End::kNotRun;
  bool decisions_cut = false;
  bool pairs_cut = false;
  bool points_cut = false;  // the table was full
  bool events_cut = false;
  uint8_t exit_code = 0;
  uint32_t tasks = 0;
  uint32_t processes = 1;
  bool alarms = false;
  bool older = false;                 // whether an atomic operation could use an older value
  bool clocks = false;                // whether it looked at a clock
  bool reuses = false;                // whether freed memory could have been handed out again
  bool signals = false;               // whether one came to who handles or blocks it
  bool timed = false;                 // whether a wait for descriptors or signals may time out
  bool robust = false;                // whether the owner of a robust mutex ended
  bool outside = false;               // whether a program was run that nobody controls
  std::vector<uint8_t> process_of;    // by task, each below `processes`
  std::vector<std::string> programs;  // by number, paths; the first is "". Empty: only one
  std::vector<uint8_t> program_of;    // by process, each below programs.size(); the same
  uint64_t points = 0;
  uint64_t events = 0;
  uint64_t hash = 0;  // of the schedule
  uint64_t work = 0;  // as in trace::Outcome
  uint64_t span = 0;
  uint64_t waited = 0;
  Stack waits = {};
  Finding finding = {};
  std::vector<ReadsFrom> pairs;
  std::vector<Decision> decisions;
  std::vector<Point> point_list;  // empty unless the plan asked for them
  std::vector<Event> event_list;
  std::vector<Channel> channel_list;  // the same

  bool Failed() const { return finding.kind != Kind::kNone; }
  std::string_view text() const { return finding.text; }
};

// Whether an operation, or the wait that it begins, ends after a time at the latest. A sleep does
// so too, but it can always go on.
bool IsTimed(Op op);

// Whether the task could run at this point. Of tasks from 64 on nothing is known: false.
bool IsEnabled(const Point& point, uint16_t task);

// What was decided there: who ran, and how.
Decision TakenAt(const Point& point);

// Fills the plan of a slot. InvalidArgument when it does not fit format.h's tables.
absl::Status WritePlan(const ExecutionPlan& plan, Plan& out);

// Copies the outcome of a slot out of the shared region, and the region's points and events as far
// as the outcome counts some. What steers (end, kind, counts, decisions) must be in range, or the
// result is `end == kDied` with a text that says so; what is only shown is cut to its range.
Execution ReadOutcome(const Slot& slot, const Region& region);

// An execution that the tool itself has to judge: it did not come back.
Execution Unfinished(End end, std::string_view text);

// The plan that repeats an execution: its decisions with rule kStay, or, when they were too many to
// keep, the plan that it was run with.
ExecutionPlan ReplayOf(const ExecutionPlan& plan, const Execution& execution);

}  // namespace racelab::trace

#endif  // RACELAB_CHECKER_TRACE_SCHEDULE_H_
