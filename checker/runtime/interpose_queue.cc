// Stand-ins for POSIX message queues.
#include <fcntl.h>
#include <mqueue.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <cstdarg>

#include "checker/runtime/attempt.h"
#include "checker/runtime/caller.h"
#include "checker/runtime/cancel.h"
#include "checker/runtime/names.h"
#include "checker/runtime/os.h"
#include "checker/runtime/program_access.h"
#include "checker/runtime/queue_notice.h"
#include "checker/runtime/signal_model.h"
#include "checker/runtime/stream.h"
#include "checker/runtime/sync_object.h"
#include "checker/runtime/time_spec.h"

namespace racelab::rt {
namespace {

constexpr timespec kAtOnce = {0, 0};  // a deadline that has passed

const char* Bare(const char* name) { return name[0] == '/' ? name + 1 : name; }

mqd_t Open(const char* name, int flags, mode_t mode, mq_attr* attributes, uint32_t pc) {
  const uintptr_t channel = PlaceOfName(Named::kQueue, Bare(name));
  return static_cast<mqd_t>(Answer(OnName(Transfer::kOpen, channel, pc, [&] {
    long there = -ENOENT;
    if ((flags & O_CREAT) != 0) {
      there = Sys(SYS_mq_open, reinterpret_cast<long>(Bare(name)), O_RDONLY | O_CLOEXEC, 0, 0);
      if (there >= 0) Sys(SYS_close, there);
    }
    const bool creates = (flags & O_CREAT) != 0 && there == -ENOENT;
    if (creates) NoteName(Named::kQueue, AT_FDCWD, Bare(name));
    const long opened = Negative(RACELAB_REAL(mq_open)(name, flags, mode, attributes));
    if (creates && opened < 0) ForgetName(Named::kQueue, AT_FDCWD, Bare(name));
    if (creates && opened >= 0) ReleaseChannel(channel);
    return opened;
  })));
}

long Unlink(const char* name, uint32_t pc) {
  return OnName(Transfer::kChange, PlaceOfName(Named::kQueue, Bare(name)), pc, [&] {
    const long result = Negative(RACELAB_REAL(mq_unlink)(name));
    if (result == 0) ForgetName(Named::kQueue, AT_FDCWD, Bare(name));
    return result;
  });
}

struct Limit {
  bool timed;
  uint64_t deadline;
};

// What the kernel says of a deadline before it looks at anything else.
bool Valid(const timespec* until) { return until == nullptr || IsValid(*until); }

Limit LimitOf(const timespec* until) {
  if (until == nullptr) return {false, 0};
  return {true, Deadline(CLOCK_REALTIME, until->tv_sec, until->tv_nsec)};
}

template <typename Call>
long Try(mqd_t queue, uintptr_t channel, const timespec* until, uint32_t pc, const Call& call) {
  if (!Valid(until)) return -EINVAL;
  const long flags = Sys(SYS_fcntl, queue, F_GETFL);
  const bool waits = flags >= 0 && (flags & O_NONBLOCK) == 0;
  const Limit limit = LimitOf(until);
  return Attempt(
      channel, waits, pc,
      [&] {
        const long result = call();
        return result == -ETIMEDOUT ? -EAGAIN : result;
      },
      limit.timed, limit.deadline);
}

long GetAttributes(mqd_t queue, mq_attr* attributes) {
  return Sys(SYS_mq_getsetattr, queue, 0, reinterpret_cast<long>(attributes));
}

// Who receives comes after who sent, and who finds room after who made it.
long Send(mqd_t queue, const char* text, size_t bytes, unsigned priority, const timespec* until,
          uint32_t pc) {
  const uintptr_t channel = ChannelOf(queue);
  const long result = Try(queue, channel, until, pc, [&] {
    return Sys(SYS_mq_timedsend, queue, reinterpret_cast<long>(text), static_cast<long>(bytes),
               priority, reinterpret_cast<long>(&kAtOnce));
  });
  if (result >= 0 && channel != 0) {
    SyncObject* object = ObjectAt(channel);
    if (object->read_released != nullptr) Join(current->clock, object->read_released, state.width);
    ReleaseInto(object, object->released);
  }
  NoteAttempt(Transfer::kWrite, channel, result < 0 ? result : static_cast<long>(bytes), pc);
  mq_attr now = {};
  if (result >= 0 && GetAttributes(queue, &now) == 0) GiveNotice(channel, now.mq_curmsgs, pc);
  return result;
}

long Receive(mqd_t queue, char* text, size_t bytes, unsigned* priority, const timespec* until,
             uint32_t pc) {
  const uintptr_t channel = ChannelOf(queue);
  const long result = Try(queue, channel, until, pc, [&] {
    return Sys(SYS_mq_timedreceive, queue, reinterpret_cast<long>(text), static_cast<long>(bytes),
               reinterpret_cast<long>(priority), reinterpret_cast<long>(&kAtOnce));
  });
  if (result >= 0 && channel != 0) {
    AcquireChannel(channel);
    ReleaseInto(ObjectAt(channel), ObjectAt(channel)->read_released);
  }
  NoteAttempt(Transfer::kRead, channel, result, pc);
  return result;
}

long Look(mqd_t queue, mq_attr* attributes, uint32_t pc) {
  return OnName(Transfer::kLook, ChannelOf(queue), pc,
                [&] { return GetAttributes(queue, attributes); });
}

long Notify(mqd_t queue, const sigevent* event, uint32_t pc) {
  const uintptr_t channel = ChannelOf(queue);
  mq_attr now;
  return OnName(Transfer::kChange, channel, pc, [&] {
    const long error = GetAttributes(queue, &now);
    return error != 0 ? error : AskForNotice(channel, event, pc);
  });
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::Answer;
using racelab::rt::current;

extern "C" {

mqd_t mq_open(const char* name, int flags, ...) noexcept {
  va_list list;
  va_start(list, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(list, mode_t) : 0;
  mq_attr* attributes = (flags & O_CREAT) != 0 ? va_arg(list, mq_attr*) : nullptr;
  va_end(list);
  if (current == nullptr) return RACELAB_REAL(mq_open)(name, flags, mode, attributes);
  const racelab::rt::Sealed sealed;
  return racelab::rt::Open(name, flags, mode, attributes, RACELAB_CALLER);
}
int mq_unlink(const char* name) noexcept {
  if (current == nullptr) return RACELAB_REAL(mq_unlink)(name);
  return static_cast<int>(Answer(racelab::rt::Unlink(name, RACELAB_CALLER)));
}
int mq_close(mqd_t queue) noexcept {
  if (current == nullptr) return RACELAB_REAL(close)(queue);
  const racelab::rt::Sealed sealed;
  return static_cast<int>(Answer(racelab::rt::Close(queue, RACELAB_CALLER)));
}

int mq_send(mqd_t queue, const char* text, size_t bytes, unsigned priority) {
  if (current == nullptr) return RACELAB_REAL(mq_send)(queue, text, bytes, priority);
  RACELAB_READS(text, bytes);
  return static_cast<int>(
      Answer(racelab::rt::Send(queue, text, bytes, priority, nullptr, RACELAB_CALLER)));
}
int mq_timedsend(mqd_t queue, const char* text, size_t bytes, unsigned priority,
                 const timespec* until) {
  if (current == nullptr) {
    return RACELAB_REAL(mq_timedsend)(queue, text, bytes, priority, until);
  }
  RACELAB_READS(text, bytes);
  return static_cast<int>(
      Answer(racelab::rt::Send(queue, text, bytes, priority, until, RACELAB_CALLER)));
}
ssize_t mq_receive(mqd_t queue, char* text, size_t bytes, unsigned* priority) {
  if (current == nullptr) return RACELAB_REAL(mq_receive)(queue, text, bytes, priority);
  const long got = racelab::rt::Receive(queue, text, bytes, priority, nullptr, RACELAB_CALLER);
  if (got > 0) RACELAB_WRITES(text, static_cast<size_t>(got));
  return Answer(got);
}
ssize_t mq_timedreceive(mqd_t queue, char* __restrict text, size_t bytes,
                        unsigned* __restrict priority, const timespec* __restrict until) {
  if (current == nullptr) {
    return RACELAB_REAL(mq_timedreceive)(queue, text, bytes, priority, until);
  }
  const long got = racelab::rt::Receive(queue, text, bytes, priority, until, RACELAB_CALLER);
  if (got > 0) RACELAB_WRITES(text, static_cast<size_t>(got));
  return Answer(got);
}

int mq_getattr(mqd_t queue, mq_attr* attributes) noexcept {
  if (current == nullptr) return RACELAB_REAL(mq_getattr)(queue, attributes);
  const racelab::rt::Sealed sealed;
  return static_cast<int>(Answer(racelab::rt::Look(queue, attributes, RACELAB_CALLER)));
}
int mq_notify(mqd_t queue, const sigevent* event) noexcept {
  if (current == nullptr) return RACELAB_REAL(mq_notify)(queue, event);
  const long result = racelab::rt::Notify(queue, event, RACELAB_CALLER);
  racelab::rt::TakeSignals();
  return static_cast<int>(Answer(result));
}

}  // extern "C"
