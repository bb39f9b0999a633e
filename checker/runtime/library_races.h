// Library races: data races that a library has by design, and that are not the program's mistake.
//
// The lock-free queue and stack of Boost read nodes that another thread may take and reuse at the
// same time; what was read is thrown away when the compare-and-exchange fails. By the standard it
// is a data race. No program can avoid it, so it is not reported. Its ring for one producer and one
// consumer (spsc_queue) has none: who uses it with two has a race of his own.
//
// **Thread safety**: NoteLibraryCode() once, before the executions; the other one any time.
#ifndef RACELAB_CHECKER_RUNTIME_LIBRARY_RACES_H_
#define RACELAB_CHECKER_RUNTIME_LIBRARY_RACES_H_

#include <cstdint>

namespace racelab::rt {

// Looks in the program's symbols where such code is. Without symbols, or with more than 512
// functions of them, some are not known and their races are reported.
void NoteLibraryCode();

struct RacingAccess {
  uint32_t pc;
  bool write;
};

// Whether both accesses are of such a library to its own nodes.
bool RacesByDesign(const RacingAccess& one, const RacingAccess& other);

// Whether such a library's code is at `pc`. Its atomics give no older values: since its plain
// writes race, the memory model promises it nothing, where the machine gives it enough.
bool OfLibrary(uint32_t pc);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_LIBRARY_RACES_H_
