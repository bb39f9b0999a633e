// WakeupTree: the beginnings of executions that are still to be run from one state; for dpor.
//
// Source: Abdulla, Aronis, Jonsson, Sagonas: "Optimal Dynamic Partial Order Reduction", 2014,
// section 5. A new sequence is left out if a leaf already leads to an execution that is equivalent
// to one that begins with it; else it branches off where it first differs.
//
// **Thread safety**: a value of one thread.
#ifndef RACELAB_CHECKER_EXPLORE_WAKEUP_TREE_H_
#define RACELAB_CHECKER_EXPLORE_WAKEUP_TREE_H_

#include <list>
#include <vector>

#include "checker/explore/steps.h"

namespace racelab::explore {

// Whether an execution that begins with `steps`, or one that is equivalent to it and to a longer
// one, may begin with `step`: a weak initial of the sequence.
bool MayBegin(const Step& step, const std::vector<Step>& steps);

class WakeupTree {
 public:
  bool empty() const { return branches_.empty(); }

  void Insert(std::vector<Step> steps);

  // Removes the first branch and returns its first step and what may follow on it. REQUIRES: not
  // empty.
  std::pair<Step, WakeupTree> TakeFirst();

 private:
  struct Branch;
  std::list<Branch> branches_;  // in the order in which they are to be run
};

struct WakeupTree::Branch {
  Step step;
  WakeupTree rest;
};

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_WAKEUP_TREE_H_
