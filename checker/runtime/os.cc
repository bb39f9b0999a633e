// The runtime's door to Linux.
#include "checker/runtime/os.h"

#include <dlfcn.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "checker/runtime/state.h"

namespace racelab::rt {

long Sys(long number, long a, long b, long c, long d, long e, long f) {
#if defined(__x86_64__)
  long result;
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  register long r9 __asm__("r9") = f;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
#elif defined(__aarch64__)
  register long x8 __asm__("x8") = number;
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  register long x3 __asm__("x3") = d;
  register long x4 __asm__("x4") = e;
  register long x5 __asm__("x5") = f;
  __asm__ volatile("svc 0"
                   : "+r"(x0)
                   : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                   : "memory");
  return x0;
#else
#error "no system calls for this machine yet"
#endif
}

namespace {

void* MapOrDie(uintptr_t address, size_t bytes, int flags) {
  const long at =
      Sys(SYS_mmap, static_cast<long>(address), static_cast<long>(bytes), PROT_READ | PROT_WRITE,
          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | flags, -1, 0);
  if (at < 0 && at > -4096) Die("racelab: no address space for the explorer's tables");
  return reinterpret_cast<void*>(at);
}

}  // namespace

void* MapFixed(uintptr_t address, size_t bytes) {
  return MapOrDie(address, bytes, MAP_FIXED_NOREPLACE);
}

void* Map(size_t bytes) { return MapOrDie(0, bytes, 0); }

void* Next(const char* name) {
  // A search in vain allocates: for us, and not for the program, which may be in a handler.
  Task* const self = current;
  current = nullptr;
  // Of these the C library has an older version, too, which dlsym() would give. For others no
  // search in vain: what it allocates would be the end of a chain (restarts.h).
  void* found = nullptr;
  if (StartsWith(name, "pthread_cond_")) found = dlvsym(RTLD_NEXT, name, "GLIBC_2.3.2");
  if (found == nullptr) found = dlsym(RTLD_NEXT, name);
  current = self;
  return found;
}

bool ParseNumbers(const char* text, uint32_t* numbers, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) {
    if (*text < '0' || *text > '9') return false;
    for (numbers[i] = 0; *text >= '0' && *text <= '9'; ++text) {
      numbers[i] = numbers[i] * 10 + static_cast<uint32_t>(*text - '0');
    }
    if (*text == ',') ++text;
  }
  return *text == 0;
}

void Die(const char* message) {
  Sys(SYS_write, 2, reinterpret_cast<long>(message), static_cast<long>(Length(message)));
  Sys(SYS_write, 2, reinterpret_cast<long>("\n"), 1);
  Sys(SYS_exit_group, 3);
  __builtin_unreachable();
}

// The barriers keep the compiler from turning these loops into calls of what they stand for.
void CopyBytes(void* to, const void* from, size_t bytes) {
#if defined(__x86_64__)
  __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(bytes) : : "memory");
#else
  char* out = static_cast<char*>(to);
  const char* in = static_cast<const char*>(from);
  for (size_t i = 0; i < bytes; ++i) {
    out[i] = in[i];
    __asm__ volatile("" : : : "memory");
  }
#endif
}

void MoveBytes(void* to, const void* from, size_t bytes) {
  if (reinterpret_cast<uintptr_t>(to) - reinterpret_cast<uintptr_t>(from) >= bytes) {
    return CopyBytes(to, from, bytes);
  }
  // The end of `from` would be overwritten before it is read: backwards.
  char* out = static_cast<char*>(to);
  const char* in = static_cast<const char*>(from);
  while (bytes-- > 0) {
    out[bytes] = in[bytes];
    __asm__ volatile("" : : : "memory");
  }
}

void FillBytes(void* at, int value, size_t bytes) {
#if defined(__x86_64__)
  __asm__ volatile("rep stosb" : "+D"(at), "+c"(bytes) : "a"(value) : "memory");
#else
  for (size_t i = 0; i < bytes; ++i) {
    static_cast<char*>(at)[i] = static_cast<char>(value);
    __asm__ volatile("" : : : "memory");
  }
#endif
}

size_t Length(const char* text) {
  size_t length = 0;
  while (text[length] != 0) {
    ++length;
    __asm__ volatile("" : : : "memory");
  }
  return length;
}

bool StartsWith(const char* text, const char* start) {
  while (*start != 0 && *text == *start) ++text, ++start;
  return *start == 0;
}

bool Contains(const char* text, const char* part) {
  while (*text != 0 && !StartsWith(text, part)) ++text;
  return StartsWith(text, part);
}

Text& Text::operator<<(const char* text) {
  for (; text != nullptr && *text != 0 && used_ + 1 < room_; ++text) at_[used_++] = *text;
  at_[used_] = 0;
  return *this;
}

Text& Text::operator<<(long number) {
  char digits[24];
  size_t at = sizeof digits;
  digits[--at] = 0;
  unsigned long rest = number < 0 ? 0ul - static_cast<unsigned long>(number) : number;
  do {
    digits[--at] = static_cast<char>('0' + rest % 10);
  } while ((rest /= 10) != 0);
  if (number < 0) digits[--at] = '-';
  return *this << (digits + at);
}

}  // namespace racelab::rt
