// Implements the record's lines, and takes the parent's secrets out of the environment.
#include "checker/harness/record_writer.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdlib>

extern "C" char __executable_start;
extern "C" char etext;

namespace racelab {
namespace {

constexpr int kHighDescriptors[] = {1000, 200, 50};  // the first one below the limit is taken

int record_fd = -1;
pid_t record_process = -1;

// The nonce, each byte xor one of `pad`: who searches the memory for its text does not find it.
constexpr unsigned kMaxNonce = 64;
char nonce[kMaxNonce], pad[kMaxNonce];
unsigned nonce_size = 0;

// Moves the nonce out of the environment, before any constructor of the student runs, and wipes its
// text, which /proc/self/environ would still show. Runs before libc and TSan are ready: plain
// loops.
RACELAB_UNINSTRUMENTED void TakeNonce(int, char**, char** environment) {
  constexpr char kName[] = "RACELAB_NONCE=";
  constexpr unsigned kLength = sizeof(kName) - 1;
  for (char** entry = environment; *entry != nullptr; ++entry) {
    unsigned same = 0;
    while (same < kLength && (*entry)[same] == kName[same]) ++same;
    if (same < kLength) continue;
    char* text = *entry;
    syscall(SYS_getrandom, pad, sizeof(pad), 0);
    for (char* c = text + kLength; *c != 0 && nonce_size < kMaxNonce; ++c, ++nonce_size) {
      nonce[nonce_size] = static_cast<char>(*c ^ pad[nonce_size]);
    }
    for (char* c = text; *c != 0; ++c) *c = 0;
    for (char** rest = entry; *rest != nullptr; ++rest) rest[0] = rest[1];
    return;
  }
}

__attribute__((section(".preinit_array"), used)) void (*const take_nonce)(int, char**,
                                                                          char**) = TakeNonce;

}  // namespace

void OpenRecord() {
  record_process = getpid();
  const char* number = getenv("RACELAB_RECORD_FD");
  if (number == nullptr) return;
  const int given = atoi(number);
  for (int lowest : kHighDescriptors) {
    record_fd = fcntl(given, F_DUPFD_CLOEXEC, lowest);
    if (record_fd >= 0) break;
  }
  if (record_fd >= 0) close(given);
  unsetenv("RACELAB_RECORD_FD");
}

RACELAB_UNINSTRUMENTED bool RecordIsOpen() { return record_fd >= 0; }
bool IsFirstProcess() { return getpid() == record_process; }

RACELAB_UNINSTRUMENTED RecordLine::RecordLine(const char* word) {
  for (unsigned i = 0; i < nonce_size; ++i) Put(static_cast<char>(nonce[i] ^ pad[i]));
  Put('\t');
  for (const char* c = word; *c != 0; ++c) Put(*c);
}

RACELAB_UNINSTRUMENTED RecordLine& RecordLine::Text(const char* text) {
  Put('\t');
  for (const char* c = text; c != nullptr && *c != 0; ++c) {
    PutEscaped(static_cast<unsigned char>(*c));
  }
  return *this;
}

RACELAB_UNINSTRUMENTED RecordLine& RecordLine::Number(long number) {
  Put('\t');
  if (number < 0) Put('-');
  PutNumber(number < 0 ? -static_cast<unsigned long>(number) : number, 10);
  return *this;
}

RACELAB_UNINSTRUMENTED RecordLine& RecordLine::Counters(void* const* counters, int count) {
  Put('\t');
  uintptr_t last = 0;
  for (int i = 0; i < count && counters[i] != nullptr; ++i) {
    const uintptr_t counter = reinterpret_cast<uintptr_t>(counters[i]);
    if (counter == last) continue;
    if (counter < reinterpret_cast<uintptr_t>(&__executable_start)) continue;
    if (counter > reinterpret_cast<uintptr_t>(&etext)) continue;
    if (size_ + 2 * static_cast<int>(sizeof(counter)) + 2 > kMaxRecordLine) break;
    if (last != 0) Put(',');
    PutNumber(counter, 16);
    last = counter;
  }
  return *this;
}

RACELAB_UNINSTRUMENTED void RecordLine::Write() {
  if (record_fd < 0) return;
  line_[size_++] = '\n';
  const int saved = errno;
  // The raw call: TSan would take an ordinary write() as order between the threads that write.
  while (syscall(SYS_write, record_fd, line_, size_) < 0 && errno == EINTR) {
  }
  errno = saved;
  // The nonce must not stay behind on the stack.
  for (volatile char* c = line_; c != line_ + size_; c = c + 1) *c = 0;
}

RACELAB_UNINSTRUMENTED void RecordLine::Put(char c) {
  if (size_ < kMaxRecordLine - 1) line_[size_++] = c;  // one byte is kept for the newline
}

RACELAB_UNINSTRUMENTED void RecordLine::PutEscaped(unsigned char c) {
  if (c >= ' ' && c != '\\' && c != 0x7f) {
    Put(static_cast<char>(c));
  } else if (size_ + 4 < kMaxRecordLine) {  // all of it or nothing
    Put('\\');
    Put('x');
    Put("0123456789abcdef"[c >> 4]);
    Put("0123456789abcdef"[c & 15]);
  }
}

RACELAB_UNINSTRUMENTED void RecordLine::PutNumber(unsigned long number, unsigned base) {
  char digits[24];
  int count = 0;
  do {
    digits[count++] = "0123456789abcdef"[number % base];
    number /= base;
  } while (number != 0);
  while (count > 0) Put(digits[--count]);
}

}  // namespace racelab
