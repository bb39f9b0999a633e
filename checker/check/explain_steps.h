// The interleaving of a finding as steps.
//
// **Thread safety**: pure functions.
#ifndef RACELAB_CHECKER_CHECK_EXPLAIN_STEPS_H_
#define RACELAB_CHECKER_CHECK_EXPLAIN_STEPS_H_

#include <string>
#include <vector>

#include "checker/check/explain_names.h"
#include "checker/check/explain_scene.h"
#include "checker/result/finding.h"

namespace racelab {

inline constexpr size_t kMaxSteps = 40;

// The events at `indices`, those of one task on one line as one step, and then what each task that
// cannot go on waits for, or where it went wrong; nothing of that of an execution without a
// finding. At most `limit`: of more, the middle is left out, but never a failing step.
// REQUIRES: limit >= kMaxSteps.
std::vector<Step> Steps(const Scene& scene, const ObjectNames& names,
                        const std::vector<size_t>& indices, size_t limit = kMaxSteps);

// "reads balance: 100"; "" for what is not worth telling. `previous`: the name of the object that
// the words before were about, which is not said twice; it is updated. `last`: the
// execution ended with it.
std::string EventWords(const trace::Event& event, const ObjectNames& names, std::string& previous,
                       bool last);

// "waits for b, which thread 1 holds".
std::string WaitWords(const trace::Waiting& waiting, const ObjectNames& names);

// "b", "thread 2", "the pipe a", "a child": what it waits for.
std::string WaitedFor(const trace::Waiting& waiting, const ObjectNames& names);

// "reads", "writes it", "changes b atomically", "frees", ...
std::string AccessWords(trace::Op op, const std::string& object = "");

}  // namespace racelab

#endif  // RACELAB_CHECKER_CHECK_EXPLAIN_STEPS_H_
