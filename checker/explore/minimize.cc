// The search for fewer and earlier decisions.
#include "checker/explore/minimize.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace racelab::explore {
namespace {

using trace::Decision;
using trace::Execution;
using trace::ExecutionPlan;
using Decisions = std::vector<Decision>;

constexpr size_t kPairs = 16;                // decisions among which pairs are tried
constexpr size_t kEarlier = 16;              // earlier points tried for one decision
constexpr uint64_t kMostPoints = 5'000'000;  // scheduling points of all tries together

// Smaller is better.
std::tuple<uint64_t, uint64_t, size_t, uint64_t> Cost(const Execution& execution) {
  uint64_t places = 0, older = 0;
  for (const Decision& decision : execution.decisions) {
    places += decision.point;
    older += decision.mode == trace::Mode::kOlder;
  }
  return {older, ContextSwitches(execution), execution.decisions.size(), places};
}

class Minimizer {
 public:
  Minimizer(Executor& executor, const ExecutionPlan& replay,
            const std::function<bool(const Execution&)>& the_same, int tries)
      : executor_(executor), the_same_(the_same), left_(tries) {
    best_.plan = replay;
    best_.plan.record_points = true;
    best_.plan.record_events = false;
  }

  absl::StatusOr<Minimized> Run() {
    absl::StatusOr<Execution> first = Execute(best_.plan.decisions);
    if (!first.ok()) return first.status();
    if (!the_same_(*first)) return absl::FailedPreconditionError("the failure does not repeat");
    Accept(*std::move(first));
    RemoveChunks();
    RemovePairs();
    SkipSegments();
    MoveEarlier();
    if (!status_.ok()) return status_;
    best_.tries = done_;
    return std::move(best_);
  }

 private:
  const Decisions& decisions() const { return best_.plan.decisions; }

  absl::StatusOr<Execution> Execute(const Decisions& decisions) {
    --left_;
    ++done_;
    ExecutionPlan plan = best_.plan;
    plan.decisions = decisions;
    absl::StatusOr<Execution> execution = executor_.Run(plan);
    if (execution.ok() && (points_ += execution->points) > kMostPoints) left_ = 0;
    return execution;
  }

  void Accept(Execution execution) {
    if (!execution.decisions_cut) best_.plan.decisions = execution.decisions;
    best_.execution = std::move(execution);
  }

  // Whether these decisions fail the same way at less cost; then they are the new best.
  bool Try(const Decisions& decisions) {
    if (left_ <= 0 || !status_.ok()) return false;
    absl::StatusOr<Execution> execution = Execute(decisions);
    if (!execution.ok()) {
      status_ = execution.status();
      return false;
    }
    if (!the_same_(*execution) || Cost(*execution) >= Cost(best_.execution)) return false;
    Accept(*std::move(execution));
    return true;
  }

  Decisions Without(size_t from, size_t to) const {
    Decisions rest = decisions();
    rest.erase(rest.begin() + static_cast<ptrdiff_t>(from),
               rest.begin() + static_cast<ptrdiff_t>(to));
    return rest;
  }

  // Halves, quarters, ... single decisions; again from the top as long as it helps.
  void RemoveChunks() {
    for (size_t size = decisions().size(); size > 0 && left_ > 0;) {
      bool better = false;
      for (size_t from = 0; from < decisions().size();) {
        const bool removed = Try(Without(from, std::min(from + size, decisions().size())));
        if (!removed) from += size;
        better |= removed;
        if (left_ <= 0) return;
      }
      if (!better) size /= 2;
      size = std::min(size, decisions().size());
    }
  }

  // A switch there and the switch back often go together only.
  void RemovePairs() {
    for (size_t i = 0; i < decisions().size() && decisions().size() <= kPairs && left_ > 0; ++i) {
      for (size_t j = i + 1; j < decisions().size(); ++j) {
        Decisions rest = Without(j, j + 1);
        rest.erase(rest.begin() + static_cast<ptrdiff_t>(i));
        if (!Try(rest)) continue;
        i = 0;
        j = 0;
      }
    }
  }

  // Where a task ran only to be left again, switches to the next one at once (Jalbert, Sen: "A
  // Trace Simplification Technique for Effective Debugging of Concurrent Programs", 2010).
  void SkipSegments() {
    for (size_t i = 0; i < decisions().size() && left_ > 0;) {
      const trace::Point* start = nullptr;  // where the segment that the decision ends began
      for (const trace::Point& point : best_.execution.point_list) {
        if (point.task == decisions()[i].task && point.point == decisions()[i].point) break;
        if (point.next != point.task) start = &point;
      }
      if (start == nullptr) return;
      Decisions skipped = decisions();
      std::erase_if(skipped, [&](const Decision& decision) {
        return decision.task == start->task && decision.point == start->point;
      });
      const auto at = std::find(skipped.begin(), skipped.end(), decisions()[i]);
      at->task = start->task;
      at->point = start->point;
      if (Try(skipped)) {
        i = 0;
      } else {
        ++i;
      }
    }
  }

  // The points of the same task before this one, the earliest first.
  std::vector<uint32_t> EarlierPoints(const Decision& decision) const {
    std::vector<uint32_t> points;
    for (const trace::Point& point : best_.execution.point_list) {
      if (point.task != decision.task || point.point >= decision.point) continue;
      points.push_back(point.point);
      if (points.size() == kEarlier) break;
    }
    return points;
  }

  void MoveEarlier() {
    for (size_t i = 0; i < decisions().size() && left_ > 0; ++i) {
      for (const uint32_t point : EarlierPoints(decisions()[i])) {
        Decisions moved = decisions();
        moved[i].point = point;
        std::stable_sort(moved.begin(), moved.end(), [](const Decision& a, const Decision& b) {
          return a.task == b.task && a.point < b.point;
        });
        if (Try(moved) || i >= decisions().size()) break;
      }
    }
  }

  Executor& executor_;
  const std::function<bool(const Execution&)>& the_same_;
  int left_, done_ = 0;  // tries
  uint64_t points_ = 0;
  Minimized best_;
  absl::Status status_;
};

}  // namespace

absl::StatusOr<Minimized> Minimize(Executor& executor, const ExecutionPlan& replay,
                                   const std::function<bool(const Execution&)>& the_same,
                                   int tries) {
  return Minimizer(executor, replay, the_same, tries).Run();
}

uint64_t ContextSwitches(const Execution& execution) {
  return static_cast<uint64_t>(
      std::count_if(execution.point_list.begin(), execution.point_list.end(),
                    [](const trace::Point& point) { return point.next != point.task; }));
}

}  // namespace racelab::explore
