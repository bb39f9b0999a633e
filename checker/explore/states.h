// States: which schedules have come to the same state, so that one of them need go on from there;
// for dfs.
//
// Two beginnings of executions that differ only in the order of neighbouring steps that do not
// depend on each other (steps.h) lead to the same state, so what may follow is the same, too.
// Source: Musuvathi, Qadeer: "Partial-Order Reduction for Context-Bounded State Exploration", 2007
// (the happens-before order as a state's fingerprint).
//
// **Thread safety**: values of one thread.
#ifndef RACELAB_CHECKER_EXPLORE_STATES_H_
#define RACELAB_CHECKER_EXPLORE_STATES_H_

#include <cstdint>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "checker/explore/steps.h"

namespace racelab::explore {

// Different states have the same hash with odds of 2^-64.
struct State {
  uint64_t hash = 0;  // 0: not known
  uint16_t task = 0;  // that did the latest step: going on with another one costs a preemption
};

// Walks along an execution and its steps, which have to outlive it.
class StateWalk {
 public:
  StateWalk(const trace::Execution& execution, const StepList& list);

  State here() const { return {done_, execution_.point_list[at_].task}; }
  // To which state another decision leads than the one that was made here.
  State After(const trace::Decision& decision) const;
  void Pass();

 private:
  // Sums of the hashes of an object's steps so far: what commutes has no order.
  struct Users {
    uint64_t all = 0, looks = 0, shares = 0;
  };
  uint64_t HashOf(const Step& step, uint32_t enabler) const;

  const trace::Execution& execution_;
  const StepList& list_;
  std::map<uint16_t, std::vector<uint32_t>> steps_of_;  // by task, the latest one first
  size_t at_ = 0;
  uint64_t done_ = 1;
  std::vector<uint64_t> hashes_;         // by step
  std::map<uint64_t, Users> users_;      // by object
  std::map<uint16_t, uint64_t> latest_;  // by task: the hash of its latest step
};

// The states that were left in all possible ways, and with how many preemptions.
class States {
 public:
  // Whether all that follows on the state was looked at, or will be, with no more preemptions.
  bool Has(const State& state, int preemptions) const;
  void Add(const State& state, int preemptions);

 private:
  std::unordered_map<uint64_t, int> fewest_;  // preemptions, by hash
  std::unordered_set<uint64_t> left_;         // with their tasks
};

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_STATES_H_
