// Times as the kernel's interfaces have them, and in nanoseconds.
#ifndef RACELAB_CHECKER_RUNTIME_TIME_SPEC_H_
#define RACELAB_CHECKER_RUNTIME_TIME_SPEC_H_

#include <time.h>

#include <cstdint>

namespace racelab::rt {

inline constexpr uint64_t kSecond = 1000000000;

// 292 years at most.
inline uint64_t Nanoseconds(const timespec& time) {
  if (time.tv_sec >= INT64_MAX / static_cast<int64_t>(kSecond)) return INT64_MAX;
  return static_cast<uint64_t>(time.tv_sec) * kSecond + static_cast<uint64_t>(time.tv_nsec);
}

inline timespec ToTime(uint64_t nanoseconds) {
  return {static_cast<time_t>(nanoseconds / kSecond), static_cast<long>(nanoseconds % kSecond)};
}

inline bool IsValid(const timespec& time) {
  return time.tv_sec >= 0 && time.tv_nsec >= 0 && time.tv_nsec < static_cast<long>(kSecond);
}

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_TIME_SPEC_H_
