// Operations on descriptors: each is a scheduling point, and none blocks the machine.
//
// An operation is tried without blocking. Who tries in vain waits (Op::kBlock) until somebody has
// done something (State::changes) and tries again. What is read orders the reader after all who
// wrote to the same file, pipe or socket before.
//
// **Thread safety**: one task runs at a time.
#ifndef RACELAB_CHECKER_RUNTIME_DESCRIPTOR_H_
#define RACELAB_CHECKER_RUNTIME_DESCRIPTOR_H_

#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/types.h>

#include <cerrno>
#include <cstdint>

#include "checker/runtime/decisions.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/os.h"
#include "checker/runtime/outside.h"
#include "checker/runtime/progress.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/signal_model.h"
#include "checker/runtime/state.h"

namespace racelab::rt {

// What an event of kind Op::kTransfer was, in trace::Event::memory_order.
using trace::Transfer;

// The place that stands for what a descriptor leads to: the same for both ends of a pipe and of a
// socket pair; one for all other sockets; 0 for a terminal or a device.
uintptr_t ChannelOf(int descriptor);
// A number that /proc knows of a descriptor, plus 1, by what stands before it; 0 when there is
// none.
uint64_t FactOf(int descriptor, const char* name);
// Makes two sockets one channel.
void Connect(int one, int other);
// The kernel counts event descriptors and uses a number again: this one is new.
void NewEventDescriptor(int descriptor);

bool IsSocket(int descriptor);
// SOCK_STREAM and so on; 0 when it is no socket.
int SocketType(int descriptor);
// Whether the kernel can make it wait: all but files, directories and devices.
bool IsStream(int descriptor);

// Whether the plan wants a transfer of `bytes`, written or read, to end after the first one, and it
// may: on a stream socket, and for more than PIPE_BUF written to a pipe (POSIX, read and write).
bool TakeShort(int descriptor, size_t bytes, bool writes);
// Whether it can run out of space.
bool IsFile(int descriptor);

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
// The same with the processes that have ended: the end of input comes with the end of those who
// could write.
void AcquireEnds();
// A look (poll and the like) has seen that there is something; it changes nothing itself.
void Seen(uintptr_t channel, bool end, uint32_t pc);

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
// Records it: the event alone, and with what it orders.
void NoteTransfer(Transfer what, uintptr_t channel, long result, uint32_t pc);
void RecordTransfer(Transfer what, uintptr_t channel, long result, uint32_t pc);

// Whether and how long an operation waits for what it cannot do at once.
struct Patience {
  Patience(bool wait) : waits(wait) {}  // NOLINT: a plain yes or no is one, too
  bool waits;
  bool timed = false;
  uint64_t deadline = 0;
};

// Of an operation on a descriptor; `option` is SO_RCVTIMEO or SO_SNDTIMEO, or 0 for none.
Patience PatienceOf(int descriptor, int option = 0);

// Makes a call that does not block. A descriptor of the world outside is asked first and not
// changed: somebody else may have it.
template <typename Call>
long WithoutBlocking(int descriptor, short events, const Call& call) {
  if (FromOutside(descriptor)) return ReadyFor(descriptor, events) == 0 ? -EAGAIN : call();
  const long flags = Sys(SYS_fcntl, descriptor, F_GETFL);
  if (flags < 0 || (flags & O_NONBLOCK) != 0) return call();
  Sys(SYS_fcntl, descriptor, F_SETFL, flags | O_NONBLOCK);
  const long result = call();
  Sys(SYS_fcntl, descriptor, F_SETFL, flags);
  return result;
}

// Tries until the result is not -EAGAIN, which who does not wait gets at once. -EINTR after a
// handler, unless the call `restarts` where the handler says so; `late` after the deadline.
// `descriptor` is -1 where there is none.
template <typename Try>
long Tried(uintptr_t channel, int descriptor, const Patience& patience, bool restarts, long late,
           uint32_t pc, const Try& attempt) {
  // A handler seldom waits: there is room in the pipe that it writes to.
  const bool fails =
      patience.waits && current->handlers == 0 && current->fault == trace::Fault::kInterrupted &&
      (descriptor < 0 || !IsFile(descriptor)) && TakeFault(trace::Fault::kInterrupted);
  long result = fails ? -EINTR : attempt();
  if (result == -EAGAIN && patience.waits && patience.timed && IsOver(patience.deadline))
    return late;
  for (bool in_time = patience.waits; result == -EAGAIN && in_time;) {
    in_time = AwaitChange(channel, FromOutside(descriptor), pc, patience.timed, patience.deadline);
    const bool interrupted = Interrupted(restarts);
    result = attempt();
    if (result == -EAGAIN && interrupted) return -EINTR;
    if (result == -EAGAIN && !in_time) return late;
  }
  return result;
}

// The same for a descriptor, as a scheduling point and with its record. Returns -errno as the
// kernel does.
template <typename Try>
long Transferred(Transfer what, int descriptor, const Patience& patience, uint32_t pc,
                 const Try& attempt) {
  const uintptr_t channel = ChannelOf(descriptor);
  Point({Op::kTransfer, pc, 0, 0, false, 0, channel});
  NoteTry(what, descriptor);
  const long result = Tried(channel, descriptor, patience, true, -EAGAIN, pc, attempt);
  RecordTransfer(what, channel, result, pc);
  return result;
}

// For what never waits.
template <typename Call>
long Plain(Transfer what, int descriptor, uint32_t pc, const Call& call) {
  return Transferred(what, descriptor, false, pc, call);
}

}  // namespace racelab::rt

// For stand-ins that return int, or pass a pointer to the kernel.
#define RACELAB_INT(result) static_cast<int>(racelab::rt::Answer(result))
#define RACELAB_LONG(pointer) reinterpret_cast<long>(pointer)

#endif  // RACELAB_CHECKER_RUNTIME_DESCRIPTOR_H_
