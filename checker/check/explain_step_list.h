// StepList: collapses the events of one task on one line into one step, with what it read, wrote
// and held, and which steps it came after.
//
// **Thread safety**: belongs to one thread.
#ifndef RACELAB_CHECKER_CHECK_EXPLAIN_STEP_LIST_H_
#define RACELAB_CHECKER_CHECK_EXPLAIN_STEP_LIST_H_

#include <map>
#include <string>
#include <vector>

#include "checker/check/explain_names.h"
#include "checker/check/explain_order.h"
#include "checker/check/explain_scene.h"
#include "checker/result/finding.h"

namespace racelab {

class StepList {
 public:
  // REQUIRES: both outlive this.
  StepList(const Scene& scene, const ObjectNames& names) : scene_(scene), names_(names) {}

  // An event by its index, in order. `last`: the execution ended with it.
  void Add(size_t index, bool failing, bool last);
  // What no event stands for: the end of the story.
  void AddEnd(int task, const Spot& spot, const std::string& action, bool failing);
  // What a task waits for at the end.
  void AddWait(const trace::Waiting& waiting);
  // All of them. REQUIRES: called once, at the end.
  std::vector<Step> Take();

 private:
  struct Told {
    size_t event, step;
  };

  void Open(int task, const Spot& spot);
  void Close();
  std::string Joined();
  void SeeLocksUntil(size_t end);
  std::vector<std::string> Held(int task);
  void Connect();
  const Told* FirstFrom(int task, size_t event);
  const Told* LastUpTo(int task, size_t event);

  const Scene& scene_;
  const ObjectNames& names_;
  HeldLocks locks_;
  size_t seen_ = 0;                        // events that `locks_` knows
  std::map<int, std::vector<Told>> told_;  // by task, in order
  std::vector<Step> steps_;
  std::vector<std::string> parts_;  // of the last step, while it is open
  std::string previous_;
  bool open_ = false;
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_EXPLAIN_STEP_LIST_H_
