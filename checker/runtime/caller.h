// Program counters of the places that call a stand-in.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_CALLER_H_
#define RACELAB_CHECKER_RUNTIME_CALLER_H_

#include <cstdint>

#include "checker/runtime/state.h"

extern "C" char __executable_start, etext;

namespace racelab::rt {

inline uintptr_t Address(const volatile void* at) { return reinterpret_cast<uintptr_t>(at); }

inline bool InProgram(const void* pc) {
  return Address(pc) >= Address(&__executable_start) && Address(pc) < Address(&etext);
}

// What program counters stand higher by, see trace::kProgramShift.
extern uint32_t program_shift;

// For code of the program itself (-no-pie): its addresses have 32 bits.
inline uint32_t Narrow(const void* pc) {
  return static_cast<uint32_t>(Address(pc)) + program_shift;
}

// A call from a shared library is shown at the line of the program that called the library. Its
// return address lies where that of __tsan_func_entry lay when the function began: the stack
// pointer is the same at every call of a function that is not optimised.
inline uint32_t ProgramPc(const void* pc) {
  if (InProgram(pc)) return Narrow(pc);
  if (current == nullptr || current->depth == 0 || current->depth > kCallDepth) return 0;
  const uintptr_t frame = current->calls[current->depth - 1].frame;
  const void* called = reinterpret_cast<void**>(frame)[1];
  return InProgram(called) ? Narrow(called) : 0;
}

// Notes where on its stack the program called a stand-in, see WasLeft().
inline uint32_t Entered(uint32_t pc, const void* frame) {
  if (current != nullptr) current->entered = {pc, Address(frame)};
  return pc;
}

// In a stand-in. Those whose names a program in C may use for itself (wait, send, read ...) are
// weak: its own function or variable of that name takes their place, as with libc.
#define RACELAB_CALLER                                                      \
  racelab::rt::Entered(racelab::rt::ProgramPc(__builtin_return_address(0)), \
                       __builtin_frame_address(0))

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_CALLER_H_
