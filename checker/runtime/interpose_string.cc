// Stand-ins for the functions of string.h that work on texts: each reads or writes the bytes that
// it must look at.
//
// In C++ some have two signatures in string.h; those are defined under names of ours.
#include <stdlib.h>
#include <string.h>

#include "checker/runtime/heap.h"
#include "checker/runtime/os.h"
#include "checker/runtime/program_access.h"

namespace racelab::rt {
namespace {

unsigned char Lower(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 'A' && byte <= 'Z' ? byte + 32 : byte;
}
unsigned char Same(char c) { return static_cast<unsigned char>(c); }

// The first byte in which two texts differ, or at which they end.
template <typename F>
size_t Differ(const char* a, const char* b, size_t limit, const F& as) {
  size_t i = 0;
  while (i < limit && a[i] != 0 && as(a[i]) == as(b[i])) {
    ++i;
    __asm__ volatile("" : : : "memory");
  }
  return i;
}

template <typename F>
int Difference(const char* a, const char* b, size_t at, size_t limit, const F& as) {
  return at == limit ? 0 : as(a[at]) - as(b[at]);
}

// How many bytes were looked at.
size_t Looked(size_t at, size_t limit) { return at < limit ? at + 1 : limit; }

size_t Find(const char* text, size_t limit, bool ends, char wanted) {
  size_t i = 0;
  while (i < limit && text[i] != wanted && !(ends && text[i] == 0)) {
    ++i;
    __asm__ volatile("" : : : "memory");
  }
  return i;
}

constexpr size_t kAll = ~size_t{0};

bool Among(char c, const char* set) { return c != 0 && set[Find(set, kAll, true, c)] == c; }

// How many bytes at the start of a text are, or are not, among others.
size_t Run(const char* text, const char* set, bool among) {
  size_t i = 0;
  while (text[i] != 0 && Among(text[i], set) == among) ++i;
  return i;
}

char* Copy(const char* text, size_t length, uint32_t pc) {
  auto* copy = static_cast<char*>(Make(length + 1, 16, pc));
  if (copy == nullptr) return nullptr;
  CopyBytes(copy, text, length);
  copy[length] = 0;
  return copy;
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::CopyBytes;
using racelab::rt::Differ;
using racelab::rt::Difference;
using racelab::rt::FillBytes;
using racelab::rt::Find;
using racelab::rt::kAll;
using racelab::rt::Length;
using racelab::rt::Looked;
using racelab::rt::Lower;
using racelab::rt::Same;

extern "C" {

size_t strlen(const char* text) noexcept {
  const size_t length = Length(text);
  RACELAB_READS(text, length + 1);
  return length;
}
size_t strnlen(const char* text, size_t limit) noexcept {
  const size_t length = Find(text, limit, true, 0);
  RACELAB_READS(text, Looked(length, limit));
  return length;
}

char* strcpy(char* to, const char* from) noexcept {
  const size_t bytes = Length(from) + 1;
  RACELAB_READS(from, bytes);
  RACELAB_WRITES(to, bytes);
  CopyBytes(to, from, bytes);
  return to;
}
char* stpcpy(char* to, const char* from) noexcept {
  const size_t bytes = Length(from) + 1;
  RACELAB_READS(from, bytes);
  RACELAB_WRITES(to, bytes);
  CopyBytes(to, from, bytes);
  return to + bytes - 1;
}
char* strncpy(char* to, const char* from, size_t bytes) noexcept {
  const size_t length = Find(from, bytes, true, 0);
  RACELAB_READS(from, Looked(length, bytes));
  RACELAB_WRITES(to, bytes);
  CopyBytes(to, from, length);
  FillBytes(to + length, 0, bytes - length);
  return to;
}
char* strcat(char* to, const char* from) noexcept {
  const size_t length = Length(to), bytes = Length(from) + 1;
  RACELAB_READS(to, length + 1);
  RACELAB_READS(from, bytes);
  RACELAB_WRITES(to + length, bytes);
  CopyBytes(to + length, from, bytes);
  return to;
}
char* strncat(char* to, const char* from, size_t limit) noexcept {
  const size_t length = Length(to), added = Find(from, limit, true, 0);
  RACELAB_READS(to, length + 1);
  RACELAB_READS(from, Looked(added, limit));
  RACELAB_WRITES(to + length, added + 1);
  CopyBytes(to + length, from, added);
  to[length + added] = 0;
  return to;
}
char* strdup(const char* text) noexcept {
  const size_t length = Length(text);
  RACELAB_READS(text, length + 1);
  return racelab::rt::Copy(text, length, RACELAB_CALLER);
}
char* strndup(const char* text, size_t limit) noexcept {
  const size_t length = Find(text, limit, true, 0);
  RACELAB_READS(text, Looked(length, limit));
  return racelab::rt::Copy(text, length, RACELAB_CALLER);
}

#define RACELAB_COMPARES(a, b, limit, as)    \
  const size_t at = Differ(a, b, limit, as); \
  RACELAB_READS(a, Looked(at, limit));       \
  RACELAB_READS(b, Looked(at, limit));       \
  return Difference(a, b, at, limit, as)

int strcmp(const char* a, const char* b) noexcept { RACELAB_COMPARES(a, b, kAll, Same); }
int strncmp(const char* a, const char* b, size_t limit) noexcept {
  RACELAB_COMPARES(a, b, limit, Same);
}
int strcasecmp(const char* a, const char* b) noexcept { RACELAB_COMPARES(a, b, kAll, Lower); }
int strncasecmp(const char* a, const char* b, size_t limit) noexcept {
  RACELAB_COMPARES(a, b, limit, Lower);
}

size_t strspn(const char* text, const char* set) noexcept {
  const size_t length = racelab::rt::Run(text, set, true);
  RACELAB_READS(text, length + 1);
  RACELAB_READS(set, Length(set) + 1);
  return length;
}
size_t strcspn(const char* text, const char* set) noexcept {
  const size_t length = racelab::rt::Run(text, set, false);
  RACELAB_READS(text, length + 1);
  RACELAB_READS(set, Length(set) + 1);
  return length;
}

char* racelab_strchr(const char* text, int wanted) noexcept __asm__("strchr");
char* racelab_strchr(const char* text, int wanted) noexcept {
  const size_t at = Find(text, kAll, true, static_cast<char>(wanted));
  RACELAB_READS(text, at + 1);
  return text[at] == static_cast<char>(wanted) ? const_cast<char*>(text + at) : nullptr;
}
char* racelab_strrchr(const char* text, int wanted) noexcept __asm__("strrchr");
char* racelab_strrchr(const char* text, int wanted) noexcept {
  const size_t length = Length(text);
  RACELAB_READS(text, length + 1);
  for (size_t i = length + 1; i > 0; --i) {
    if (text[i - 1] == static_cast<char>(wanted)) return const_cast<char*>(text + i - 1);
  }
  return nullptr;
}
char* racelab_strstr(const char* text, const char* wanted) noexcept __asm__("strstr");
char* racelab_strstr(const char* text, const char* wanted) noexcept {
  const size_t length = Length(text), part = Length(wanted);
  RACELAB_READS(text, length + 1);
  RACELAB_READS(wanted, part + 1);
  for (size_t i = 0; i + part <= length; ++i) {
    if (Differ(text + i, wanted, part, Same) == part) return const_cast<char*>(text + i);
  }
  return nullptr;
}
char* racelab_strpbrk(const char* text, const char* set) noexcept __asm__("strpbrk");
char* racelab_strpbrk(const char* text, const char* set) noexcept {
  const size_t at = racelab::rt::Run(text, set, false);
  RACELAB_READS(text, at + 1);
  RACELAB_READS(set, Length(set) + 1);
  return text[at] != 0 ? const_cast<char*>(text + at) : nullptr;
}
void* racelab_memchr(const void* at, int wanted, size_t bytes) noexcept __asm__("memchr");
void* racelab_memchr(const void* at, int wanted, size_t bytes) noexcept {
  const char* text = static_cast<const char*>(at);
  const size_t found = Find(text, bytes, false, static_cast<char>(wanted));
  RACELAB_READS(at, Looked(found, bytes));
  return found < bytes ? const_cast<char*>(text + found) : nullptr;
}

}  // extern "C"
