// Reads the descriptors of all processes of the execution from /proc.
#include "checker/runtime/open_ends.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "checker/runtime/os.h"
#include "checker/runtime/process.h"
#include "checker/runtime/shared_memory.h"
#include "checker/runtime/state.h"

namespace racelab::rt {
namespace {

using trace::Transfer;

// The head of the kernel's linux_dirent64.
struct Entry {
  uint64_t inode;
  int64_t offset;
  uint16_t bytes;
  uint8_t type;
  char name[];
};

// "/proc/12/fd/3"; without the last part for a negative descriptor.
class Path {
 public:
  Path(pid_t pid, const char* folder, long descriptor) {
    Text text(path_, sizeof path_);
    text << "/proc/" << static_cast<long>(pid) << "/" << folder;
    if (descriptor >= 0) text << "/" << descriptor;
  }
  long Open(int flags) const {
    return Sys(SYS_openat, AT_FDCWD, reinterpret_cast<long>(path_), flags | O_CLOEXEC);
  }
  bool Stat(struct stat& facts) const {
    return Sys(SYS_newfstatat, AT_FDCWD, reinterpret_cast<long>(path_),
               reinterpret_cast<long>(&facts), 0) == 0;
  }

 private:
  char path_[64];
};

// What /proc/PID/fdinfo says of a descriptor.
struct Facts {
  int access = -1;      // O_RDONLY and so on
  bool locked = false;  // by this open file
};

const char* Behind(const char* text, const char* word) {
  for (; *text != 0; ++text) {
    const size_t length = Length(word);
    size_t same = 0;
    while (same < length && text[same] == word[same]) ++same;
    if (same == length) return text + length;
  }
  return nullptr;
}

Facts FactsOf(pid_t pid, long descriptor) {
  char text[1024];
  const long file = Path(pid, "fdinfo", descriptor).Open(O_RDONLY);
  if (file < 0) return {};
  const long got = Sys(SYS_read, file, reinterpret_cast<long>(text), sizeof text - 1);
  Sys(SYS_close, file);
  text[got > 0 ? got : 0] = 0;
  Facts facts;
  facts.locked = Behind(text, "\nlock:") != nullptr;
  const char* flags = Behind(text, "flags:");
  while (flags != nullptr && (*flags == ' ' || *flags == '\t')) ++flags;
  if (flags == nullptr) return facts;
  int value = 0;  // octal
  for (; *flags >= '0' && *flags <= '7'; ++flags) value = (value * 8 + (*flags - '0')) & 0xffff;
  facts.access = value & O_ACCMODE;
  return facts;
}

// What a task waits for.
struct Wanted {
  Transfer what;
  Segment segment;  // of the descriptor that it uses
  bool pipe, socket;
};

bool Gives(const Wanted& wanted, pid_t pid, long descriptor) {
  struct stat facts = {};
  if (!Path(pid, "fd", descriptor).Stat(facts)) return false;
  const Segment segment = {facts.st_dev, facts.st_ino, 0};
  const bool same =
      segment.device == wanted.segment.device && segment.inode == wanted.segment.inode;
  if (wanted.what == Transfer::kLock) return same && FactsOf(pid, descriptor).locked;
  if (wanted.socket) {  // the other end is another socket
    return !same && S_ISSOCK(facts.st_mode) && Known(segment) &&
           PlaceOfSegment(segment) == PlaceOfSegment(wanted.segment);
  }
  if (!same || !wanted.pipe) return false;
  const int access = FactsOf(pid, descriptor).access;
  if (access < 0) return false;
  return access != (wanted.what == Transfer::kRead ? O_RDONLY : O_WRONLY);
}

bool HasOpen(const Wanted& wanted, pid_t pid) {
  const long folder = Path(pid, "fd", -1).Open(O_RDONLY | O_DIRECTORY);
  if (folder < 0) return false;
  alignas(Entry) char list[1024];
  bool found = false;
  for (;;) {
    const long got = Sys(SYS_getdents64, folder, reinterpret_cast<long>(list), sizeof list);
    if (got <= 0) break;
    for (long at = 0; at < got;) {
      const auto* entry = reinterpret_cast<const Entry*>(list + at);
      at += entry->bytes;
      long descriptor = 0;
      const char* digit = entry->name;
      for (; *digit >= '0' && *digit <= '9'; ++digit) descriptor = descriptor * 10 + (*digit - '0');
      const bool number = digit != entry->name && *digit == 0;
      found = found || (number && Gives(wanted, pid, descriptor));
    }
  }
  Sys(SYS_close, folder);
  return found;
}

}  // namespace

uint64_t OpenIn(const Task* task) {
  const Trying& trying = task->trying;
  struct stat facts = {};
  if (state.plan->record_events == 0 || !trying.known || trying.descriptor < 0) return 0;
  if (!Path(state.processes[task->process].pid, "fd", trying.descriptor).Stat(facts)) return 0;
  const Wanted wanted = {trying.what,
                         {facts.st_dev, facts.st_ino, 0},
                         S_ISFIFO(facts.st_mode),
                         S_ISSOCK(facts.st_mode)};
  if (wanted.socket && !Known(wanted.segment)) return 0;
  uint64_t open_in = 0;
  for (uint32_t i = 0; i < state.process_count; ++i) {
    const Process& process = state.processes[i];
    if (process.ended || process.pid <= 0) continue;
    if (HasOpen(wanted, process.pid)) open_in |= uint64_t{1} << i;
  }
  return open_in;
}

}  // namespace racelab::rt
