// LostMemory: tells a test what was neither freed nor can be found any more.
#ifndef RACELAB_LABS_KIT_LOST_MEMORY_H_
#define RACELAB_LABS_KIT_LOST_MEMORY_H_

#include <cstddef>

// There when the explorer's runtime is linked.
extern "C" __attribute__((weak)) size_t racelab_lost_memory();

namespace kit {

// Bytes of the heap that no variable leads to, neither directly nor over others; 0 when the
// explorer does not decide who runs. REQUIRES: the caller is the first thread, and no other runs.
inline size_t LostMemory() { return racelab_lost_memory != nullptr ? racelab_lost_memory() : 0; }

}  // namespace kit

#endif  // RACELAB_LABS_KIT_LOST_MEMORY_H_
