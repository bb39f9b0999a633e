// Streams by fopencookie(), which behave as libc's own in all but their reads and writes.
#include "checker/runtime/file_stream.h"

#include <pthread.h>
#include <stdio_ext.h>
#include <unistd.h>

#include "checker/runtime/cancel.h"
#include "checker/runtime/descriptor.h"
#include "checker/runtime/detector.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/heap.h"
#include "checker/runtime/locks.h"
#include "checker/runtime/os.h"
#include "checker/runtime/stream.h"

namespace racelab::rt {
namespace {

constexpr size_t kBuffer = 4096;  // as libc has it for a pipe
constexpr uint32_t kStreams = 64;

struct Cookie {
  bool in_use;
  int descriptor;
  uint32_t pc;  // of the call of the program that uses it now
  FILE* stream;
};
Cookie cookies[kStreams];

char* BufferOf(const Cookie& cookie) {
  return Table<char>(kStreamBuffers) + (&cookie - cookies) * kBuffer;
}

ssize_t ReadCookie(void* at, char* to, size_t bytes) {
  const Cookie& cookie = *static_cast<Cookie*>(at);
  if (current == nullptr) return 0;
  return Answer(Read(cookie.descriptor, to, bytes, cookie.pc));
}

// REQUIRES of libc: 0 and no negative number for an error.
ssize_t WriteCookie(void* at, const char* from, size_t bytes) {
  const Cookie& cookie = *static_cast<Cookie*>(at);
  if (current == nullptr) return static_cast<ssize_t>(bytes);  // all is over
  const long written = Answer(Write(cookie.descriptor, from, bytes, cookie.pc));
  return written < 0 ? 0 : written;
}

int CloseCookie(void* at) {
  Cookie& cookie = *static_cast<Cookie*>(at);
  cookie.in_use = false;
  if (current == nullptr) return 0;
  return static_cast<int>(Answer(Close(cookie.descriptor, cookie.pc)));
}

Cookie& NewCookie() {
  for (Cookie& cookie : cookies) {
    if (!cookie.in_use) return cookie;
  }
  Stop(trace::End::kLimit, "streams on pipes and sockets");
}

// libc's lock of a stream.
struct Lock {
  int word, depth;
  void* owner;
};

bool HeldByOther(FILE* stream) {
  const auto* lock = static_cast<const Lock*>(stream->_lock);
  return lock != nullptr && lock->word != 0 &&
         lock->owner != reinterpret_cast<void*>(pthread_self());
}

// The locks of the streams that the program has locked by itself.
struct StreamLock {
  FILE* stream;
  pthread_mutex_t mutex;
};
StreamLock stream_locks[kStreams];

StreamLock* FindLock(const FILE* stream) {
  for (StreamLock& lock : stream_locks) {
    if (lock.stream == stream) return &lock;
  }
  return nullptr;
}

pthread_mutex_t& LockOf(FILE* stream) {
  StreamLock* lock = FindLock(stream);
  if (lock == nullptr) lock = FindLock(nullptr);
  if (lock == nullptr) Stop(trace::End::kLimit, "streams that flockfile() has locked");
  if (lock->stream == nullptr) *lock = {stream, PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP};
  return lock->mutex;
}

// Whether libc's stream on a standard descriptor holds nothing that would be lost.
bool IsEmpty(FILE* stream) {
  return __fpending(stream) == 0 && stream->_IO_read_ptr >= stream->_IO_read_end;
}

FILE* const first_input = stdin;
FILE* const first_output = stdout;

}  // namespace

int FlagsOf(const char* mode) {
  int flags = mode[0] == 'r' ? O_RDONLY : O_WRONLY | O_CREAT;
  if (mode[0] == 'w') flags |= O_TRUNC;
  if (mode[0] == 'a') flags |= O_APPEND;
  for (const char* at = mode + 1; *at != 0 && *at != ','; ++at) {
    if (*at == '+') flags = (flags & ~O_ACCMODE) | O_RDWR;
    if (*at == 'e') flags |= O_CLOEXEC;
    if (*at == 'x') flags |= O_EXCL;
  }
  return flags;
}

FILE* StreamOn(int descriptor, const char* mode, uint32_t pc) {
  if (!IsStream(descriptor)) return RACELAB_REAL(fdopen)(descriptor, mode);
  const long flags = Sys(SYS_fcntl, descriptor, F_GETFL);
  const int wanted = FlagsOf(mode) & O_ACCMODE, has = static_cast<int>(flags) & O_ACCMODE;
  if (has != O_RDWR && has != wanted) {
    errno = EINVAL;
    return nullptr;
  }
  Cookie& cookie = NewCookie();
  FILE* stream = fopencookie(&cookie, mode, {ReadCookie, WriteCookie, nullptr, CloseCookie});
  if (stream == nullptr) return nullptr;
  cookie.in_use = true;
  cookie.descriptor = descriptor;
  cookie.pc = pc;
  cookie.stream = stream;
  stream->_fileno = descriptor;  // for fileno()
  setvbuf(stream, BufferOf(cookie), _IOFBF, kBuffer);
  return stream;
}

void StandardChanged(int descriptor, uint32_t pc) {
  if (descriptor != 0 && descriptor != 1) return;
  FILE*& standard = descriptor == 0 ? stdin : stdout;
  FILE* const first = descriptor == 0 ? first_input : first_output;
  if (!IsStream(descriptor) || FromOutside(descriptor)) {
    standard = first;
  } else if (standard == first && IsEmpty(standard)) {
    FILE* stream = StreamOn(descriptor, descriptor == 0 ? "r" : "w", pc);
    if (stream != nullptr) standard = stream;
  }
}

namespace {

// Those who took the pointer before, as the C++ library does, mean the same descriptor.
FILE* Meant(FILE* stream) {
  if (stream == first_input) return stdin;
  return stream == first_output ? stdout : stream;
}

FILE* AwaitLibc(FILE* stream, uint32_t pc) {
  for (Cookie& cookie : cookies) {
    if (!cookie.in_use || cookie.stream != stream) continue;
    while (HeldByOther(stream)) AwaitChange(ChannelOf(cookie.descriptor), false, pc);
    cookie.pc = pc;
  }
  return stream;
}

}  // namespace

// In accesses: others get a turn while a thread only prints.
constexpr uint64_t kCostOfUse = 1000;

FILE* UseStream(FILE* stream, uint32_t pc) {
  stream = Meant(stream);
  Spend(kCostOfUse, pc);
  EndIfCancelled();
  if (StreamLock* lock = FindLock(stream)) {
    LockMutex(&lock->mutex, Op::kLock, 0, pc);
    UnlockMutex(&lock->mutex, pc);
  }
  return AwaitLibc(stream, pc);
}

int LockStream(FILE* stream, bool tries, uint32_t pc) {
  stream = Meant(stream);
  const int error = LockMutex(&LockOf(stream), tries ? Op::kTryLock : Op::kLock, 0, pc);
  if (error == 0) AwaitLibc(stream, pc);
  return error;
}

void UnlockStream(FILE* stream, uint32_t pc) { UnlockMutex(&LockOf(Meant(stream)), pc); }

// A thread that waits for input in the middle of libc's getline() and the like holds libc's lock of
// the stream. Like exit(), we wait for no such thread.
void FlushAll() {
  static FILE* const* first = nullptr;
  if (first == nullptr) first = static_cast<FILE* const*>(Next("_IO_list_all"));
  for (FILE* stream = first == nullptr ? nullptr : *first; stream != nullptr;
       stream = stream->_chain) {
    const auto* lock = static_cast<const int*>(stream->_lock);
    if (lock != nullptr && *lock != 0) __fsetlocking(stream, FSETLOCKING_BYCALLER);
  }
  RACELAB_REAL(fflush)(nullptr);
}

}  // namespace racelab::rt
