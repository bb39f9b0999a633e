// Opening of FIFOs: who opens one end waits for somebody at the other.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_FIFO_H_
#define RACELAB_CHECKER_RUNTIME_FIFO_H_

#include <cstdint>

namespace racelab::rt {

// open() of a name that is a FIFO, or kNoFifo when it is none. Returns -errno as the kernel does.
inline constexpr long kNoFifo = -5000;
long OpenFifo(int folder, const char* path, int flags, uint32_t pc);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_FIFO_H_
