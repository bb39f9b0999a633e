// Stand-ins for epoll.
#include <poll.h>
#include <sys/epoll.h>
#include <sys/syscall.h>

#include "checker/runtime/caller.h"
#include "checker/runtime/cancel.h"
#include "checker/runtime/look.h"
#include "checker/runtime/os.h"

namespace racelab::rt {
namespace {

// What this process has registered where: the kernel only gives the data back.
struct Registration {
  int epoll, descriptor;
  uint64_t data;
};
constexpr uint32_t kRegistrations = 256;
Registration registrations[kRegistrations];
uint32_t registration_count = 0;

void Register(int epoll, int operation, int descriptor, const epoll_event* event) {
  for (uint32_t i = 0; i < registration_count; ++i) {
    Registration& old = registrations[i];
    if (old.epoll == epoll && old.descriptor == descriptor)
      old = registrations[--registration_count];
  }
  if (operation == EPOLL_CTL_DEL) return;
  if (registration_count == kRegistrations) Stop(trace::End::kLimit, "descriptors of epoll");
  registrations[registration_count++] = {epoll, descriptor, event->data.u64};
}

long Control(int epoll, int operation, int descriptor, epoll_event* event, uint32_t pc) {
  const Sealed sealed;
  const long result = Plain(Transfer::kChange, epoll, pc, [&] {
    return Sys(SYS_epoll_ctl, epoll, operation, descriptor, reinterpret_cast<long>(event));
  });
  if (result == 0) Register(epoll, operation, descriptor, event);
  return result;
}

Watched Watch(int epoll) {
  Watched watched;
  for (uint32_t i = 0; i < registration_count; ++i) {
    if (registrations[i].epoll == epoll) watched.Add(registrations[i].descriptor);
  }
  return watched;
}

long EpollWait(int epoll, epoll_event* events, int room, uint64_t end, const sigset_t* mask,
               uint32_t pc) {
  const long found = Await(
      end, mask, pc, [&] { return Watch(epoll); },
      [&] {
        return Sys(SYS_epoll_pwait, epoll, reinterpret_cast<long>(events), room, 0,
                   reinterpret_cast<long>(mask), sizeof(uint64_t));
      });
  if (found > 0) AcquireChannel(ChannelOf(epoll));  // what is told was registered before
  for (long i = 0; i < found; ++i) {
    const bool ends = (events[i].events & (EPOLLHUP | EPOLLERR | EPOLLRDHUP)) != 0;
    for (uint32_t k = 0; k < registration_count; ++k) {
      const Registration& one = registrations[k];
      if (one.epoll != epoll || one.data != events[i].data.u64) continue;
      Seen(ChannelOf(one.descriptor), ends, pc);
    }
  }
  return found;
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::Answer;
using racelab::rt::current;
using racelab::rt::EndOfWait;

extern "C" {

int epoll_ctl(int epoll, int operation, int fd, epoll_event* event) noexcept {
  if (current == nullptr) return RACELAB_REAL(epoll_ctl)(epoll, operation, fd, event);
  return static_cast<int>(
      Answer(racelab::rt::Control(epoll, operation, fd, event, RACELAB_CALLER)));
}
int epoll_wait(int epoll, epoll_event* events, int room, int milliseconds) {
  if (current == nullptr) return RACELAB_REAL(epoll_wait)(epoll, events, room, milliseconds);
  return static_cast<int>(Answer(racelab::rt::EpollWait(
      epoll, events, room, EndOfWait(milliseconds), nullptr, RACELAB_CALLER)));
}
int epoll_pwait(int epoll, epoll_event* events, int room, int milliseconds, const sigset_t* mask) {
  if (current == nullptr) return RACELAB_REAL(epoll_pwait)(epoll, events, room, milliseconds, mask);
  return static_cast<int>(Answer(
      racelab::rt::EpollWait(epoll, events, room, EndOfWait(milliseconds), mask, RACELAB_CALLER)));
}
int epoll_pwait2(int epoll, epoll_event* events, int room, const timespec* time,
                 const sigset_t* mask) {
  if (current == nullptr) return RACELAB_REAL(epoll_pwait2)(epoll, events, room, time, mask);
  return static_cast<int>(
      Answer(racelab::rt::EpollWait(epoll, events, room, EndOfWait(time), mask, RACELAB_CALLER)));
}

}  // extern "C"
