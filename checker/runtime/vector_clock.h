// Vector clocks and epochs: which event happens before which.
//
// A clock holds one number a task (Fidge 1988; Mattern, "Virtual time and global states of
// distributed systems", 1989). An epoch is one task's entry, packed: most accesses need no more
// (Flanagan and Freund, "FastTrack: efficient and precise dynamic race detection", 2009).
//
// **Thread safety**: plain values.
#ifndef RACELAB_CHECKER_RUNTIME_VECTOR_CLOCK_H_
#define RACELAB_CHECKER_RUNTIME_VECTOR_CLOCK_H_

#include <cstdint>

namespace racelab::rt {

// Task in the upper 10 bits, its time in the lower 22. 0: never.
using Epoch = uint32_t;
inline constexpr uint32_t kTimeBits = 22;
inline constexpr uint32_t kTimeMask = (1u << kTimeBits) - 1;

constexpr Epoch MakeEpoch(uint32_t task, uint32_t time) { return task << kTimeBits | time; }
constexpr uint32_t TaskOf(Epoch epoch) { return epoch >> kTimeBits; }
constexpr uint32_t TimeOf(Epoch epoch) { return epoch & kTimeMask; }

// A clock is an array of `width` times, one a task; these work on such arrays.
inline void Join(uint32_t* into, const uint32_t* from, uint32_t width) {
  for (uint32_t i = 0; i < width; ++i) into[i] = into[i] < from[i] ? from[i] : into[i];
}
inline void Assign(uint32_t* into, const uint32_t* from, uint32_t width) {
  for (uint32_t i = 0; i < width; ++i) into[i] = from[i];
}
inline bool Before(Epoch epoch, const uint32_t* clock) {
  return TimeOf(epoch) <= clock[TaskOf(epoch)];
}
// The first task of which `a` knows more than `b`; `width` when there is none.
inline uint32_t FirstLater(const uint32_t* a, const uint32_t* b, uint32_t width) {
  uint32_t task = 0;
  while (task < width && a[task] <= b[task]) ++task;
  return task;
}

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_VECTOR_CLOCK_H_
