// Channels behind descriptors.
#include "checker/runtime/descriptor.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "checker/runtime/os.h"
#include "checker/runtime/shared_memory.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {
namespace {

constexpr uint64_t kAnySocket = ~uint64_t{1};  // in the place of a device

bool Stat(int descriptor, struct stat& facts) {
  return Sys(SYS_fstat, descriptor, reinterpret_cast<long>(&facts)) == 0;
}

trace::ChannelKind KindOf(mode_t mode) {
  using trace::ChannelKind;
  if (S_ISREG(mode)) return ChannelKind::kFile;
  if (S_ISDIR(mode)) return ChannelKind::kFolder;
  if (S_ISFIFO(mode)) return ChannelKind::kPipe;
  return S_ISSOCK(mode) ? ChannelKind::kSocket : ChannelKind::kUnknown;
}

}  // namespace

uintptr_t ChannelOf(int descriptor) {
  struct stat facts = {};
  if (!Stat(descriptor, facts) || S_ISCHR(facts.st_mode)) return 0;
  const Segment own = {facts.st_dev, facts.st_ino, 0};
  const bool any = S_ISSOCK(facts.st_mode) && !Known(own);
  const uintptr_t place = PlaceOfSegment(any ? Segment{kAnySocket, 1, 0} : own);
  NoteChannel(place, KindOf(facts.st_mode), 0);
  return place;
}

void Connect(int one, int other) {
  struct stat a = {}, b = {};
  if (Stat(one, a) && Stat(other, b)) Alias({b.st_dev, b.st_ino, 0}, {a.st_dev, a.st_ino, 0});
}

bool IsOutput(int descriptor) {
  if (descriptor != 1 && descriptor != 2) return false;
  struct stat facts = {};
  return !Stat(descriptor, facts) || !Known({facts.st_dev, facts.st_ino, 0});
}

short ReadyFor(int descriptor, short events) {
  pollfd entry = {descriptor, events, 0};
  const timespec none = {0, 0};
  const long ready =
      Sys(SYS_ppoll, reinterpret_cast<long>(&entry), 1, reinterpret_cast<long>(&none));
  return ready > 0 ? entry.revents : 0;
}

void AcquireChannel(uintptr_t channel) {
  if (channel != 0) AcquireFrom(ObjectAt(channel));
  // The end of input comes with the end of those who could write.
  for (uint32_t i = 0; i < state.process_count; ++i) {
    const Process& process = state.processes[i];
    if (process.ended) Join(current->clock, process.clock, state.task_count);
  }
}

void ReleaseChannel(uintptr_t channel) {
  if (channel == 0) return;
  SyncObject* object = ObjectAt(channel);
  ReleaseInto(object, object->released);
}

bool AwaitChange(uintptr_t channel, bool outside, uint32_t pc, bool timed, uint64_t deadline) {
  current->looked = state.changes;
  return Point({Op::kBlock, pc, 0, outside ? 1u : 0u, timed, deadline, channel}) != Mode::kTimeout;
}

void NoteTry(Transfer what, int descriptor) {
  Trying& trying = current->trying;
  trying = {what, 0, descriptor, true};
  if (state.plan->record_events == 0) return;
  const long flags = Sys(SYS_fcntl, descriptor, F_GETFL);
  if (flags >= 0) trying.ends = static_cast<uint8_t>((flags & O_ACCMODE) + 1);
}

void RecordTransfer(Transfer what, uintptr_t channel, long result, uint32_t pc) {
  if (result >= 0) {
    if (trace::Gives(what)) ReleaseChannel(channel);
    if (trace::Takes(what)) AcquireChannel(channel);
    Changed();
  }
  const Trying tried = current->trying;
  current->trying = {};
  trace::Event* event = Record(Op::kTransfer, channel, 0, pc);
  if (event == nullptr) return;
  event->before = tried.ends;
  event->memory_order = static_cast<uint8_t>(what);
  event->failed = result < 0;
  event->after = static_cast<uint64_t>(result);
}

}  // namespace racelab::rt
