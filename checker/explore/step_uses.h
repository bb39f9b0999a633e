// What the steps of tasks use, and which uses can change places: the table behind dpor.
//
// **Thread safety**: plain values and pure functions.
#ifndef RACELAB_CHECKER_EXPLORE_STEP_USES_H_
#define RACELAB_CHECKER_EXPLORE_STEP_USES_H_

#include <array>
#include <cstdint>

#include "checker/trace/format.h"

namespace racelab::explore {

// How a step uses an object. What never stands in anybody's way: two looks, and shares with each
// other. All other pairs have an order that matters.
enum class Use : uint8_t {
  kNone,
  kLook,     // an atomic load
  kChange,   // a store, a try, a post, the begin of a wait: can always be done
  kTake,     // a lock, the end of a wait: may have to wait until somebody gives
  kGive,     // an unlock, a signal, the end of a task
  kShare,    // a lock for reading
  kUnshare,  // and its unlock
};

struct ObjectUse {
  uint64_t object = 0;
  Use use = Use::kNone;
};
using Uses = std::array<ObjectUse, 4>;

// Objects that have no address, beside those that UsesOf makes up for tasks and futexes. Names of
// places have less than 63 bits.
inline constexpr uint64_t kNoAddress = uint64_t{1} << 63;
inline constexpr uint64_t kSeqCst = kNoAddress | uint64_t{5} << 60;  // the order of all of these
inline constexpr uint64_t kHeap = kNoAddress | uint64_t{7} << 60;    // what it hands out next
// All that a process has in its memory, and that a fork copies; with the process's number.
inline constexpr uint64_t kMemory = kNoAddress | uint64_t{9} << 59;

// Of the operation that was announced at this point. `processes`: there are several.
Uses UsesOf(const trace::Point& announced, bool processes);

// Of a wait or a timed operation with these names (trace::Point) that ends by itself.
Uses EarlyUsesOf(trace::Op op, const std::array<uint64_t, 2>& names);

// Whether the order of the two does not matter.
bool Commute(Use a, Use b);

// Whether who uses an object like `take` may have had to wait for who used it like `give`.
bool Blocks(Use give, Use take);

}  // namespace racelab::explore

#endif  // RACELAB_CHECKER_EXPLORE_STEP_USES_H_
