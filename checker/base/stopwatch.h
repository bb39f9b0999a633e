// Stopwatch: how long something took, by the steady clock: the one on the wall may be set
// meanwhile.
//
// **Thread safety**: several threads may ask one.
#ifndef RACELAB_CHECKER_BASE_STOPWATCH_H_
#define RACELAB_CHECKER_BASE_STOPWATCH_H_

#include <chrono>

namespace racelab {

// Runs from its construction on.
class Stopwatch {
 public:
  double Seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
  }

 private:
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace racelab

#endif  // RACELAB_CHECKER_BASE_STOPWATCH_H_
