// Stopwatch: how long something took, by the steady clock: the one on the wall may be set
// meanwhile.
//
// **Thread safety**: several threads may ask one.
#ifndef RACELAB_CHECKER_BASE_STOPWATCH_H_
#define RACELAB_CHECKER_BASE_STOPWATCH_H_

#include <chrono>

#include "absl/time/time.h"

namespace racelab {

// Runs from its construction on.
class Stopwatch {
 public:
  absl::Duration Elapsed() const {
    return absl::FromChrono(std::chrono::steady_clock::now() - begin_);
  }
  double Seconds() const { return absl::ToDoubleSeconds(Elapsed()); }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_BASE_STOPWATCH_H_
