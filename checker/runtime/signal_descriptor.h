// Descriptors that tell signals (signalfd): each is an eventfd that is readable while one of its
// signals is pending.
//
// **Thread safety**: one task runs at a time.
// **Invariants**: which descriptors they are is known to the process only, and a fork copies it.
#ifndef RACELAB_CHECKER_RUNTIME_SIGNAL_DESCRIPTOR_H_
#define RACELAB_CHECKER_RUNTIME_SIGNAL_DESCRIPTOR_H_

#include <cstddef>
#include <cstdint>

namespace racelab::rt {

// What signalfd() does; `descriptor` is -1 or one of these.
int SignalDescriptor(int descriptor, uint64_t signals, int flags);
bool IsSignalDescriptor(int descriptor);
// The program closes it.
void ForgetSignalDescriptor(int descriptor);
// Makes each readable or not. Call when this process has got the turn, and after a signal to it.
void UpdateSignalDescriptors();
// What read() does, without waiting: the bytes, or -errno.
long ReadSignals(int descriptor, void* buffer, size_t bytes);

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_SIGNAL_DESCRIPTOR_H_
