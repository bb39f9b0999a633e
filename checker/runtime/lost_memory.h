// Lost memory: blocks of the heap that were not freed, and that nobody can find any more.
//
// **Thread safety**: called by the first thread of the program while it is the only one.
#ifndef RACELAB_CHECKER_RUNTIME_LOST_MEMORY_H_
#define RACELAB_CHECKER_RUNTIME_LOST_MEMORY_H_

#include <cstddef>

namespace racelab::rt {

// Bytes of all blocks that no variable leads to, neither directly nor over other blocks. Every word
// that could be an address is taken for one, so it may miss a block, and accuses nobody falsely who
// keeps addresses as they are, or with other bits above them. After Hans-J. Boehm and Mark Weiser,
// "Garbage Collection in an Uncooperative Environment", 1988.
size_t LostMemory();

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_LOST_MEMORY_H_
