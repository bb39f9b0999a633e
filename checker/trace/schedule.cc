// Plans into the shared tables, and plans that repeat an execution.
#include "checker/trace/schedule.h"

#include <algorithm>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace racelab::trace {
namespace {

template <typename T>
absl::Status Fill(const std::vector<T>& from, T* to, uint32_t room, const char* what) {
  if (from.size() > room) {
    return absl::InvalidArgumentError(
        absl::StrCat("a plan with ", from.size(), " ", what, "; there is room for ", room));
  }
  std::copy(from.begin(), from.end(), to);
  return absl::OkStatus();
}

}  // namespace

bool operator==(const Decision& a, const Decision& b) {
  return a.point == b.point && a.task == b.task && a.next == b.next && a.mode == b.mode;
}

bool operator==(const ReadsFrom& a, const ReadsFrom& b) {
  return a.read == b.read && a.write == b.write;
}

bool IsTimed(Op op) {
  switch (op) {
    case Op::kTimedLock:
    case Op::kTimedReadLock:
    case Op::kTimedWait:
    case Op::kSemTimedWait:
    case Op::kFutexTimedWait: return true;
    default: return false;
  }
}

bool IsEnabled(const Point& point, uint16_t task) {
  return task < 64 && (point.enabled >> task & 1) != 0;
}

Decision TakenAt(const Point& point) {
  return {.point = point.point,
          .task = point.task,
          .next = point.next,
          .mode = point.mode,
          .unused = {}};
}

absl::Status WritePlan(const ExecutionPlan& plan, Plan& out) {
  out.seed = plan.seed;
  out.rule = plan.rule;
  out.all_points = plan.all_points;
  out.shared_points = plan.shared_points;
  out.allocation_points = plan.allocation_points;
  out.reuse_memory = plan.reuse_memory;
  out.record_points = plan.record_points;
  out.record_events = plan.record_events;
  out.ignore = plan.ignore;
  out.switch_permille = plan.switch_permille;
  out.timeout_permille = plan.timeout_permille;
  out.spurious_permille = plan.spurious_permille;
  out.weak = plan.weak;
  out.older_permille = plan.older_permille;
  out.depth = plan.depth;
  out.length = plan.length;
  out.max_points = plan.max_points;
  out.focus_count = static_cast<uint32_t>(plan.focus.size());
  out.pair_count = static_cast<uint32_t>(plan.pairs.size());
  out.decision_count = static_cast<uint32_t>(plan.decisions.size());
  std::fill(std::begin(out.expected), std::end(out.expected), 0);
  absl::Status status = Fill(plan.focus, out.focus, kMaxFocus, "focused operations");
  status.Update(Fill(plan.expected, out.expected, kMaxTasks, "tasks"));
  status.Update(Fill(plan.pairs, out.pairs, kMaxFocus, "wanted reads"));
  status.Update(Fill(plan.decisions, out.decisions, kMaxDecisions, "decisions"));
  return status;
}

Execution Unfinished(End end, std::string_view text) {
  Execution execution;
  execution.end = end;
  const size_t size = std::min(text.size(), sizeof execution.finding.text - 1);
  std::memcpy(execution.finding.text, text.data(), size);
  return execution;
}

ExecutionPlan ReplayOf(const ExecutionPlan& plan, const Execution& execution) {
  ExecutionPlan replay = plan;
  replay.record_points = replay.record_events = false;
  if (execution.decisions_cut) return replay;
  replay.rule = Rule::kStay;
  replay.seed = 0;
  replay.switch_permille = replay.timeout_permille = replay.spurious_permille = 0;
  replay.older_permille = 0;
  replay.depth = replay.length = 0;
  replay.focus.clear();
  replay.expected.clear();
  replay.pairs.clear();
  replay.decisions = execution.decisions;
  return replay;
}

}  // namespace racelab::trace
