// Stand-ins for poll and select.
#include <poll.h>
#include <sys/select.h>
#include <sys/syscall.h>

#include "checker/runtime/caller.h"
#include "checker/runtime/look.h"
#include "checker/runtime/os.h"

namespace racelab::rt {

uint64_t EndOfWait(const timespec* time) {
  if (time == nullptr) return kNever;
  return state.now + static_cast<uint64_t>(time->tv_sec) * 1000000000 +
         static_cast<uint64_t>(time->tv_nsec);
}

uint64_t EndOfWait(int milliseconds) {
  return milliseconds < 0 ? kNever : state.now + static_cast<uint64_t>(milliseconds) * 1000000;
}

timespec TimeLeft(uint64_t end) {
  const uint64_t left = end > state.now ? end - state.now : 0;
  return {static_cast<time_t>(left / 1000000000), static_cast<long>(left % 1000000000)};
}

void Watched::Add(int descriptor) {
  if (channel == 0) channel = ChannelOf(descriptor);
  outside |= FromOutside(descriptor);
  const uint64_t next = UpdateTimer(descriptor);
  if (next < next_timer) next_timer = next;
}

namespace {

constexpr timespec kAtOnce = {0, 0};

long Poll(pollfd* list, nfds_t count, uint64_t end, const sigset_t* mask, uint32_t pc) {
  const auto watch = [&] {
    Watched watched;
    for (nfds_t i = 0; i < count; ++i) {
      if (list[i].fd >= 0) watched.Add(list[i].fd);
    }
    return watched;
  };
  const long found = Await(end, mask, pc, watch, [&] {
    timespec now = kAtOnce;
    return Sys(SYS_ppoll, reinterpret_cast<long>(list), static_cast<long>(count),
               reinterpret_cast<long>(&now), reinterpret_cast<long>(mask), sizeof(uint64_t));
  });
  for (nfds_t i = 0; found > 0 && i < count; ++i) {
    if (list[i].revents == 0 || (list[i].revents & POLLNVAL) != 0) continue;
    Seen(ChannelOf(list[i].fd), (list[i].revents & (POLLHUP | POLLERR)) != 0, pc);
  }
  return found;
}

struct Sets {
  fd_set* sets[3];

  bool Has(int descriptor) const {
    for (const fd_set* set : sets) {
      if (set != nullptr && FD_ISSET(descriptor, set)) return true;
    }
    return false;
  }
};

long Select(int count, const Sets& sets, uint64_t end, const sigset_t* mask, uint32_t pc) {
  if (count < 0 || count > FD_SETSIZE) return -EINVAL;
  fd_set asked[3];
  for (int i = 0; i < 3; ++i) {
    if (sets.sets[i] != nullptr) asked[i] = *sets.sets[i];
  }
  const auto watch = [&] {
    Watched watched;
    for (int i = 0; i < count; ++i) {
      if (sets.Has(i)) watched.Add(i);
    }
    return watched;
  };
  const long found = Await(end, mask, pc, watch, [&] {
    timespec now = kAtOnce;
    const struct {
      const sigset_t* set;
      size_t bytes;
    } masked = {mask, sizeof(uint64_t)};
    const long result =
        Sys(SYS_pselect6, count, reinterpret_cast<long>(sets.sets[0]),
            reinterpret_cast<long>(sets.sets[1]), reinterpret_cast<long>(sets.sets[2]),
            reinterpret_cast<long>(&now), reinterpret_cast<long>(&masked));
    if (result != 0) return result;
    for (int i = 0; i < 3; ++i) {  // for the next look
      if (sets.sets[i] != nullptr) *sets.sets[i] = asked[i];
    }
    return 0l;
  });
  for (int i = 0; found > 0 && i < count; ++i) {
    if (sets.Has(i)) Seen(ChannelOf(i), (ReadyFor(i, 0) & (POLLHUP | POLLERR)) != 0, pc);
  }
  for (fd_set* set : sets.sets) {
    if (found == 0 && set != nullptr) FillBytes(set, 0, static_cast<size_t>(count + 63) / 64 * 8);
  }
  return found;
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::Answer;
using racelab::rt::current;
using racelab::rt::EndOfWait;

extern "C" {

[[gnu::weak]] int poll(pollfd* list, nfds_t count, int milliseconds) {
  if (current == nullptr) return RACELAB_REAL(poll)(list, count, milliseconds);
  return static_cast<int>(
      Answer(racelab::rt::Poll(list, count, EndOfWait(milliseconds), nullptr, RACELAB_CALLER)));
}
int ppoll(pollfd* list, nfds_t count, const timespec* time, const sigset_t* mask) {
  if (current == nullptr) return RACELAB_REAL(ppoll)(list, count, time, mask);
  return static_cast<int>(
      Answer(racelab::rt::Poll(list, count, EndOfWait(time), mask, RACELAB_CALLER)));
}
[[gnu::weak]] int select(int count, fd_set* reads, fd_set* writes, fd_set* errors, timeval* time) {
  if (current == nullptr) return RACELAB_REAL(select)(count, reads, writes, errors, time);
  timespec wait = {0, 0};
  if (time != nullptr) wait = {time->tv_sec, time->tv_usec * 1000};
  const uint64_t end = EndOfWait(time == nullptr ? nullptr : &wait);
  const long found =
      racelab::rt::Select(count, {{reads, writes, errors}}, end, nullptr, RACELAB_CALLER);
  if (time != nullptr) {  // Linux says what was left
    wait = racelab::rt::TimeLeft(end);
    *time = {wait.tv_sec, wait.tv_nsec / 1000};
  }
  return static_cast<int>(Answer(found));
}
int pselect(int count, fd_set* reads, fd_set* writes, fd_set* errors, const timespec* time,
            const sigset_t* mask) {
  if (current == nullptr) return RACELAB_REAL(pselect)(count, reads, writes, errors, time, mask);
  return static_cast<int>(Answer(racelab::rt::Select(count, {{reads, writes, errors}},
                                                     EndOfWait(time), mask, RACELAB_CALLER)));
}

}  // extern "C"
