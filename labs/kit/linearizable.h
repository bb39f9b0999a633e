// IsLinearizable: can these overlapping calls be explained as calls made one after another?
//
// An object is linearisable when each call seems to take effect at one moment between its start and
// its return (Herlihy and Wing, "Linearizability: a correctness condition for concurrent objects",
// 1990). So a history is right when its calls can be put in an order that
//   1. keeps every call that was over before another began in front of that other, and
//   2. a sequential model of the object, called in this order, answers with the same results.
//
// We search for that order as Wing and Gong do ("Testing and verifying concurrent objects", 1993):
// pick a call that may come first, try it on the model, go on with the rest, step back when stuck.
// Lowe ("Testing for linearizability", 2017) adds the pruning: when the same calls are done and the
// model is in the same state as once before, the rest cannot end differently, so it is not tried
// again. We depart from both in keeping the calls in a plain array and the done ones in a 64-bit
// set, which is simple, and enough for the short histories of a test.
#ifndef RACELAB_LABS_KIT_LINEARIZABLE_H_
#define RACELAB_LABS_KIT_LINEARIZABLE_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <stdexcept>
#include <utility>
#include <vector>

namespace kit {

// The answer, with its proof: an order of all calls, or the longest order that the search found.
struct Linearization {
  bool ok = false;
  std::vector<size_t> order;  // indices into the history
};

// One search over one history. A Model is a copyable value with an order (operator<) and
//   bool Apply(const Operation& operation);
// which performs operation.call and says whether a sequential object answers operation.result.
template <typename Model, typename Operation>
class LinearizabilitySearch {
 public:
  explicit LinearizabilitySearch(const std::vector<Operation>& history) : history_(history) {
    if (history.size() > 64) throw std::length_error("IsLinearizable takes up to 64 operations");
  }

  Linearization Run(const Model& initial) {
    const bool ok = Extend(0, initial);
    return {ok, ok ? order_ : longest_};
  }

 private:
  // Puts the calls that are not in the set `done` behind order_. On failure order_ is as before.
  bool Extend(uint64_t done, const Model& state) {
    if (order_.size() > longest_.size()) longest_ = order_;
    if (order_.size() == history_.size()) return true;
    if (!tried_.insert({done, state}).second) return false;

    const int64_t first_return = FirstReturn(done);
    for (size_t i = 0; i < history_.size(); ++i) {
      // A call that began after another's return cannot come before that other.
      if (Contains(done, i) || history_[i].invoked > first_return) continue;
      Model next = state;
      if (!next.Apply(history_[i])) continue;
      order_.push_back(i);
      if (Extend(done | Bit(i), next)) return true;
      order_.pop_back();
    }
    return false;
  }

  int64_t FirstReturn(uint64_t done) const {
    int64_t first = std::numeric_limits<int64_t>::max();
    for (size_t i = 0; i < history_.size(); ++i) {
      if (!Contains(done, i) && history_[i].returned < first) first = history_[i].returned;
    }
    return first;
  }

  static uint64_t Bit(size_t i) { return uint64_t{1} << i; }
  static bool Contains(uint64_t set, size_t i) { return (set & Bit(i)) != 0; }

  const std::vector<Operation>& history_;
  std::vector<size_t> order_;
  std::vector<size_t> longest_;
  std::set<std::pair<uint64_t, Model>> tried_;
};

// Whether `history` is linearisable for an object that starts as `initial`. All operations must
// have returned. Throws std::length_error above 64 operations. The worst case is exponential; a
// test's histories of 3 threads with 6 calls each take microseconds.
template <typename Model, typename Operation>
Linearization IsLinearizable(const Model& initial, const std::vector<Operation>& history) {
  return LinearizabilitySearch<Model, Operation>(history).Run(initial);
}

}  // namespace kit

#endif  // RACELAB_LABS_KIT_LINEARIZABLE_H_
