// Operations on descriptors: each is a scheduling point, and none blocks the machine.
//
// An operation is tried without blocking. Who tries in vain waits (Op::kBlock) until somebody has
// done something (State::changes) and tries again. What is read orders the reader after all who
// wrote to the same file, pipe or socket before.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_DESCRIPTOR_H_
#define RACELAB_CHECKER_RUNTIME_DESCRIPTOR_H_

#include <sys/types.h>

#include <cerrno>
#include <cstdint>

#include "checker/runtime/finish.h"
#include "checker/runtime/outside.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/state.h"

namespace racelab::rt {

// What an event of kind Op::kTransfer was, in trace::Event::memory_order.
using trace::Transfer;

// The place that stands for what a descriptor leads to: the same for both ends of a pipe and of a
// socket pair; one for all other sockets; 0 for a terminal or a device.
uintptr_t ChannelOf(int descriptor);
// Makes two sockets one channel.
void Connect(int one, int other);

// Whether a descriptor is the standard output or error that the program began with.
bool IsOutput(int descriptor);

// Poll's answer for one descriptor, at once.
short ReadyFor(int descriptor, short events);

// Something changed that a descriptor may wait for.
inline void Changed() {
  ++state.changes;
  state.idle_looks = 0;
  Effect();
}

// Happens-before through a channel; 0 is none.
void AcquireChannel(uintptr_t channel);
void ReleaseChannel(uintptr_t channel);

// Waits until somebody has done something. False when the deadline came first.
bool AwaitChange(uintptr_t channel, bool outside, uint32_t pc, bool timed = false,
                 uint64_t deadline = 0);

// Sets errno.
inline long Answer(long result) {
  if (result >= 0 || result < -4095) return result;
  errno = static_cast<int>(-result);
  return -1;
}

// For the explanation: what the current task is about to do with a descriptor.
void NoteTry(Transfer what, int descriptor);
// Records it.
void RecordTransfer(Transfer what, uintptr_t channel, long result, uint32_t pc);

// Tries until the result is not -EAGAIN, which a descriptor with O_NONBLOCK gets at once. Returns
// -errno as the kernel does.
template <typename Try>
long Transferred(Transfer what, int descriptor, bool waits, uint32_t pc, const Try& attempt) {
  const uintptr_t channel = ChannelOf(descriptor);
  Point({Op::kTransfer, pc, 0, 0, false, 0, channel});
  NoteTry(what, descriptor);
  long result = attempt();
  while (result == -EAGAIN && waits) {
    AwaitChange(channel, FromOutside(descriptor), pc);
    result = attempt();
  }
  RecordTransfer(what, channel, result, pc);
  return result;
}

}  // namespace racelab::rt

#endif  // RACELAB_CHECKER_RUNTIME_DESCRIPTOR_H_
