// Channels behind descriptors.
#include "checker/runtime/descriptor.h"

#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "checker/runtime/links.h"
#include "checker/runtime/os.h"
#include "checker/runtime/shared_memory.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {
namespace {

// In the place of a device.
constexpr uint64_t kAnySocket = ~uint64_t{1};
constexpr uint64_t kEvents = ~uint64_t{2};

bool Stat(int descriptor, struct stat& facts) {
  return Sys(SYS_fstat, descriptor, reinterpret_cast<long>(&facts)) == 0;
}

// The number behind a name in a text, plus 1; 0 when it is not there.
uint64_t NumberAfter(const char* name, const char* text, long size) {
  const long length = static_cast<long>(Length(name));
  for (long i = 0; i + length < size; ++i) {
    long same = 0;
    while (same < length && text[i + same] == name[same]) ++same;
    if (same < length) continue;
    uint64_t number = 0;
    for (i += length; i < size && text[i] != '\n'; ++i) {
      if (text[i] >= '0' && text[i] <= '9') number = number * 10 + (text[i] - '0');
    }
    return number + 1;
  }
  return 0;
}

// Event descriptors are one file for fstat; /proc tells them apart. 0 for what is no such.
uint64_t EventNumber(int descriptor) { return FactOf(descriptor, "eventfd-id:"); }

// The channel of all sockets whose other end is not known.
uintptr_t AnySocket() { return PlaceOfSegment({kAnySocket, 1, 0}); }

bool IsAnonymous(const struct stat& facts) { return (facts.st_mode & S_IFMT) == 0; }

trace::ChannelKind KindOf(mode_t mode) {
  using trace::ChannelKind;
  if (S_ISREG(mode)) return ChannelKind::kFile;
  if (S_ISDIR(mode)) return ChannelKind::kFolder;
  if (S_ISFIFO(mode)) return ChannelKind::kPipe;
  return S_ISSOCK(mode) ? ChannelKind::kSocket : ChannelKind::kUnknown;
}

}  // namespace

uint64_t FactOf(int descriptor, const char* name) {
  char path[40], facts[2048];
  Text(path, sizeof path) << "/proc/thread-self/fdinfo/" << descriptor;
  const long file = Sys(SYS_openat, AT_FDCWD, reinterpret_cast<long>(path), O_RDONLY);
  if (file < 0) return 0;
  const long got = Sys(SYS_read, file, reinterpret_cast<long>(facts), sizeof facts);
  Sys(SYS_close, file);
  return NumberAfter(name, facts, got);
}

uintptr_t ChannelOf(int descriptor) {
  struct stat facts = {};
  if (!Stat(descriptor, facts) || S_ISCHR(facts.st_mode)) return 0;
  if (IsAnonymous(facts)) {
    const uint64_t number = EventNumber(descriptor);
    if (number != 0) return PlaceOfSegment({kEvents, number, 0});
  }
  const Segment own = {facts.st_dev, facts.st_ino, 0};
  const bool any = S_ISSOCK(facts.st_mode) && !Known(own);
  const uintptr_t place = any ? AnySocket() : PlaceOfSegment(own);
  NoteChannel(place, KindOf(facts.st_mode), 0);
  return place;
}

void Connect(int one, int other) {
  struct stat a = {}, b = {};
  if (Stat(one, a) && Stat(other, b)) Alias({b.st_dev, b.st_ino, 0}, {a.st_dev, a.st_ino, 0});
}

void NewEventDescriptor(int descriptor) { Renew({kEvents, EventNumber(descriptor), 0}); }

bool IsSocket(int descriptor) {
  struct stat facts = {};
  return Stat(descriptor, facts) && S_ISSOCK(facts.st_mode);
}

int SocketType(int descriptor) {
  int type = 0;
  socklen_t size = sizeof type;
  Sys(SYS_getsockopt, descriptor, SOL_SOCKET, SO_TYPE, reinterpret_cast<long>(&type),
      reinterpret_cast<long>(&size));
  return type;
}

bool IsStream(int descriptor) {
  struct stat facts = {};
  return Stat(descriptor, facts) &&
         (S_ISSOCK(facts.st_mode) || S_ISFIFO(facts.st_mode) || IsAnonymous(facts));
}

bool TakeShort(int descriptor, size_t bytes, bool writes) {
  if (current->fault != trace::Fault::kShort || bytes < 2) return false;
  struct stat facts = {};
  const bool pipe = Stat(descriptor, facts) && S_ISFIFO(facts.st_mode);
  if (pipe ? !writes || bytes <= PIPE_BUF : SocketType(descriptor) != SOCK_STREAM) return false;
  return TakeFault(trace::Fault::kShort);
}

bool IsFile(int descriptor) {
  struct stat facts = {};
  return Stat(descriptor, facts) && S_ISREG(facts.st_mode);
}

Patience PatienceOf(int descriptor, int option) {
  const long flags = Sys(SYS_fcntl, descriptor, F_GETFL);
  Patience patience(flags >= 0 && (flags & O_NONBLOCK) == 0);
  timeval time = {0, 0};
  socklen_t size = sizeof time;
  if (option == 0 || Sys(SYS_getsockopt, descriptor, SOL_SOCKET, option,
                         reinterpret_cast<long>(&time), reinterpret_cast<long>(&size)) != 0) {
    return patience;
  }
  patience.timed = time.tv_sec != 0 || time.tv_usec != 0;
  patience.deadline = state.now + static_cast<uint64_t>(time.tv_sec) * 1000000000 +
                      static_cast<uint64_t>(time.tv_usec) * 1000;
  return patience;
}

bool IsOutput(int descriptor) {
  return (descriptor == 1 || descriptor == 2) && FromOutside(descriptor);
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
}

void AcquireEnds() {
  for (uint32_t i = 0; i < state.process_count; ++i) {
    const Process& process = state.processes[i];
    if (process.ended) Join(current->clock, process.clock, state.task_count);
  }
}

void ReleaseChannel(uintptr_t channel) {
  if (channel == 0) return;
  SyncObject* object = ObjectAt(channel);
  ReleaseInto(object, object->released);
  if (IsLinked(channel)) ReleaseChannel(AnySocket());
}

bool AwaitChange(uintptr_t channel, bool outside, uint32_t pc, bool timed, uint64_t deadline) {
  current->looked = state.changes;
  return Point({Op::kBlock, pc, 0, outside ? 1u : 0u, timed, deadline, channel}) != Mode::kTimeout;
}

void Seen(uintptr_t channel, bool end, uint32_t pc) {
  AcquireChannel(channel);
  if (end) AcquireEnds();
  NoteTransfer(Transfer::kLook, channel, 0, pc);
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
    if (trace::Takes(what) && (what != Transfer::kRead || result == 0)) AcquireEnds();
    Changed();
  }
  NoteTransfer(what, channel, result, pc);
}

void NoteTransfer(Transfer what, uintptr_t channel, long result, uint32_t pc) {
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
