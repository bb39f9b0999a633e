// Races between the steps of an execution: pairs that might as well have come the other way round,
// and how the execution begins in which they do; for dpor.
//
// **Thread safety**: a value of one thread.
#ifndef RACELAB_CHECKER_EXPLORE_RACES_H_
#define RACELAB_CHECKER_EXPLORE_RACES_H_

#include <cstdint>
#include <map>
#include <vector>

#include "checker/explore/steps.h"

namespace racelab::explore {

// Instead of step number `at`, these steps: all later ones that do not depend on it, then the one
// that raced with it.
struct Reversal {
  uint32_t at;
  std::vector<Step> steps;
};

// The happens-before order of the steps.
class Races {
 public:
  explicit Races(const StepList& list);

  // Every reversible race whose second step has a number from `first` on, in their order.
  //
  // Two dependent steps of different tasks race when no third one lies between them in the
  // happens-before order. Source: Abdulla, Aronis, Jonsson, Sagonas: "Source Sets: A Foundation for
  // Optimal Dynamic Partial Order Reduction", 2017. What had to wait (a lock, the end of a wait)
  // races with the one that was faster, not with the one that let it go on.
  std::vector<Reversal> Reversals(uint32_t first) const;

  // Every wait, of those whose end has a number from `first` on, that ends by itself: right before
  // a step that depends on it, with everything done first that does not. It can do so at any time;
  // what matters is only before which of those. Each waiting statement of a task does so once.
  std::vector<Reversal> EarlyEnds(uint32_t first, bool heap) const;

 private:
  using Clock = std::vector<uint32_t>;  // by task: how many of its steps happen before, or are it
  static void Join(Clock& clock, const Clock& other);
  const Step& At(uint32_t i) const { return list_.steps[i]; }
  bool HappensBefore(uint32_t i, const Clock& clock) const {
    return clock[At(i).task] >= clocks_[i][At(i).task];
  }
  // The numbers of the steps that follow on step i and do not depend on it, as far as there are
  // clocks.
  std::vector<uint32_t> NotAfter(uint32_t i) const;
  std::vector<uint32_t> WithoutReaders(std::vector<uint32_t> steps, const Step& second) const;
  void Visit(uint32_t j, std::vector<Clock>& last);
  bool MayEnd(uint32_t i, uint32_t j, const std::vector<uint32_t>& between) const;
  bool IsSureToEnd(uint32_t i, const Step& step, const std::vector<uint32_t>& between) const;
  struct MutexState {
    bool is_held = false;      // if all who tried it failed
    bool may_be_held = false;  // if one of them did not
    bool may_be_read = false;  // so are readers
  };
  MutexState StateOf(uint32_t i, uint64_t mutex, const std::vector<uint32_t>& between) const;
  std::vector<uint32_t> Candidates(const Step& step) const;
  bool IsSure(uint32_t i, uint32_t j) const;
  bool CanGoOn(uint32_t i, uint32_t j, const std::vector<uint32_t>& between) const;
  bool IsShared(uint64_t object) const;
  int64_t Count(uint32_t i, uint32_t j, uint64_t semaphore,
                const std::vector<uint32_t>& between) const;
  int64_t Used(uint32_t k, int64_t count) const;

  const StepList& list_;
  std::vector<Clock> clocks_;                         // by step
  std::vector<std::pair<uint32_t, uint32_t>> races_;  // second steps ascending
  std::map<uint64_t, std::vector<uint32_t>> users_;   // by object, ascending
};

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_RACES_H_
