// Context: where a thread goes on, as it lies on its stack.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_CONTEXT_H_
#define RACELAB_CHECKER_RUNTIME_CONTEXT_H_

#include <cstdint>

namespace racelab::rt {

// Leaves the caller's context at `*save` and goes on at the other one. Returns when somebody comes
// back.
void SwitchContext(void** save, void* stack_pointer, uintptr_t thread_pointer);

// Leaves the context, sets `*ready`, and sleeps for ever without touching the stack. Returns when
// somebody else goes on there.
void ParkContext(void** save, int* ready);

// Calls `save` with the stack pointer of a context that ResumeAt() can go on with, then returns;
// and returns again after each ResumeAt().
void SaveContext(void (*save)(void* stack_pointer));
[[noreturn]] void ResumeAt(void* stack_pointer, uintptr_t thread_pointer);
uintptr_t ThreadPointer();

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_CONTEXT_H_
