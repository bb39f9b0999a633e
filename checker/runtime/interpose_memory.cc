// Stand-ins for allocation, and for the functions of string.h that read or write the program's
// memory.
#include <malloc.h>
#include <string.h>

#include <bits/functexcept.h>
#include <cerrno>
#include <cstddef>
#include <new>

#include "checker/runtime/caller.h"
#include "checker/runtime/detector.h"
#include "checker/runtime/heap.h"
#include "checker/runtime/os.h"

extern "C" {
void* __libc_malloc(size_t);
void* __libc_calloc(size_t, size_t);
void* __libc_realloc(void*, size_t);
void* __libc_memalign(size_t, size_t);
void __libc_free(void*);
}

namespace racelab::rt {
namespace {

void* Make(size_t size, size_t alignment, uint32_t pc) {
  if (current == nullptr) {
    return alignment <= 16 ? __libc_malloc(size) : __libc_memalign(alignment, size);
  }
  void* block = MakeBlock(size, alignment, pc);
  if (block == nullptr) errno = ENOMEM;
  return block;
}

void* MakeOrThrow(size_t size, size_t alignment, uint32_t pc) {
  void* block = Make(size, alignment, pc);
  if (block == nullptr) std::__throw_bad_alloc();
  return block;
}

void Give(void* block, uint32_t pc) {
  if (block == nullptr) return;
  if (!InHeap(block)) return __libc_free(block);
  if (current != nullptr) FreeBlock(block, pc);
}

void* Zeroed(size_t count, size_t size, uint32_t pc) {
  size_t bytes = 0;
  if (__builtin_mul_overflow(count, size, &bytes)) {
    errno = ENOMEM;
    return nullptr;
  }
  if (current == nullptr) return __libc_calloc(count, size);
  void* block = Make(bytes, 16, pc);
  if (block != nullptr) FillBytes(block, 0, bytes);
  return block;
}

void* Resize(void* block, size_t size, uint32_t pc) {
  if (block == nullptr) return Make(size, 16, pc);
  if (!InHeap(block)) {
    if (current == nullptr) return __libc_realloc(block, size);
    void* fresh = Make(size, 16, pc);
    const size_t old = malloc_usable_size(block);
    CopyBytes(fresh, block, old < size ? old : size);
    __libc_free(block);
    return fresh;
  }
  const size_t old = (static_cast<Block*>(block) - 1)->size;
  void* fresh = Make(size, 16, pc);
  if (fresh == nullptr) return nullptr;
  CopyBytes(fresh, block, old < size ? old : size);
  Give(block, pc);
  return fresh;
}

// Library code reads and writes what it likes; the program's own calls are accesses like any other.
bool Counts(const void* pc) { return current != nullptr && InProgram(pc); }

size_t Span(const char* text, size_t limit) {
  size_t length = 0;
  while (length < limit && text[length] != 0) {
    ++length;
    __asm__ volatile("" : : : "memory");
  }
  return length;
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::Access;
using racelab::rt::Address;
using racelab::rt::CopyBytes;
using racelab::rt::Counts;
using racelab::rt::Narrow;
using racelab::rt::Span;

#define RACELAB_READS(at, bytes) \
  if (Counts(__builtin_return_address(0))) Access(Address(at), bytes, false, RACELAB_CALLER)
#define RACELAB_WRITES(at, bytes) \
  if (Counts(__builtin_return_address(0))) Access(Address(at), bytes, true, RACELAB_CALLER)

extern "C" {

void* malloc(size_t size) noexcept { return racelab::rt::Make(size, 16, RACELAB_CALLER); }
void* calloc(size_t count, size_t size) noexcept {
  return racelab::rt::Zeroed(count, size, RACELAB_CALLER);
}
void* realloc(void* block, size_t size) noexcept {
  return racelab::rt::Resize(block, size, RACELAB_CALLER);
}
void free(void* block) noexcept { racelab::rt::Give(block, RACELAB_CALLER); }
void* memalign(size_t alignment, size_t size) noexcept {
  return racelab::rt::Make(size, alignment, RACELAB_CALLER);
}
void* aligned_alloc(size_t alignment, size_t size) noexcept {
  return racelab::rt::Make(size, alignment, RACELAB_CALLER);
}
int posix_memalign(void** out, size_t alignment, size_t size) noexcept {
  *out = racelab::rt::Make(size, alignment, RACELAB_CALLER);
  return *out == nullptr ? ENOMEM : 0;
}
size_t malloc_usable_size(void* block) noexcept {
  if (block == nullptr) return 0;
  if (!racelab::rt::InHeap(block)) return RACELAB_REAL(malloc_usable_size)(block);
  return (static_cast<racelab::rt::Block*>(block) - 1)->size;
}

void* memcpy(void* to, const void* from, size_t bytes) noexcept {
  RACELAB_READS(from, bytes);
  RACELAB_WRITES(to, bytes);
  CopyBytes(to, from, bytes);
  return to;
}
void* memmove(void* to, const void* from, size_t bytes) noexcept {
  RACELAB_READS(from, bytes);
  RACELAB_WRITES(to, bytes);
  racelab::rt::MoveBytes(to, from, bytes);
  return to;
}
void* memset(void* at, int value, size_t bytes) noexcept {
  RACELAB_WRITES(at, bytes);
  racelab::rt::FillBytes(at, value, bytes);
  return at;
}
int memcmp(const void* a, const void* b, size_t bytes) noexcept {
  RACELAB_READS(a, bytes);
  RACELAB_READS(b, bytes);
  const auto *x = static_cast<const unsigned char*>(a), *y = static_cast<const unsigned char*>(b);
  for (size_t i = 0; i < bytes; ++i) {
    if (x[i] != y[i]) return x[i] < y[i] ? -1 : 1;
    __asm__ volatile("" : : : "memory");
  }
  return 0;
}
size_t strlen(const char* text) noexcept {
  const size_t length = racelab::rt::Length(text);
  RACELAB_READS(text, length + 1);
  return length;
}
char* strcpy(char* to, const char* from) noexcept {
  const size_t bytes = racelab::rt::Length(from) + 1;
  RACELAB_READS(from, bytes);
  RACELAB_WRITES(to, bytes);
  CopyBytes(to, from, bytes);
  return to;
}
char* strncpy(char* to, const char* from, size_t bytes) noexcept {
  const size_t length = Span(from, bytes);
  RACELAB_READS(from, length < bytes ? length + 1 : bytes);
  RACELAB_WRITES(to, bytes);
  CopyBytes(to, from, length);
  racelab::rt::FillBytes(to + length, 0, bytes - length);
  return to;
}
char* strcat(char* to, const char* from) noexcept {
  const size_t length = racelab::rt::Length(to), bytes = racelab::rt::Length(from) + 1;
  RACELAB_READS(to, length + 1);
  RACELAB_READS(from, bytes);
  RACELAB_WRITES(to + length, bytes);
  CopyBytes(to + length, from, bytes);
  return to;
}
int strcmp(const char* a, const char* b) noexcept {
  size_t i = 0;
  while (a[i] != 0 && a[i] == b[i]) {
    ++i;
    __asm__ volatile("" : : : "memory");
  }
  RACELAB_READS(a, i + 1);
  RACELAB_READS(b, i + 1);
  return static_cast<unsigned char>(a[i]) - static_cast<unsigned char>(b[i]);
}
char* strdup(const char* text) noexcept {
  const size_t bytes = racelab::rt::Length(text) + 1;
  RACELAB_READS(text, bytes);
  void* copy = racelab::rt::Make(bytes, 16, RACELAB_CALLER);
  CopyBytes(copy, text, bytes);
  return static_cast<char*>(copy);
}

}  // extern "C"

// The operators are defined too, so that a block knows the line of `new` and not one in a library.
void* operator new(size_t size) { return racelab::rt::MakeOrThrow(size, 16, RACELAB_CALLER); }
void* operator new[](size_t size) { return racelab::rt::MakeOrThrow(size, 16, RACELAB_CALLER); }
void* operator new(size_t size, const std::nothrow_t&) noexcept {
  return racelab::rt::Make(size, 16, RACELAB_CALLER);
}
void* operator new[](size_t size, const std::nothrow_t&) noexcept {
  return racelab::rt::Make(size, 16, RACELAB_CALLER);
}
void* operator new(size_t size, std::align_val_t alignment) {
  return racelab::rt::MakeOrThrow(size, static_cast<size_t>(alignment), RACELAB_CALLER);
}
void* operator new[](size_t size, std::align_val_t alignment) {
  return racelab::rt::MakeOrThrow(size, static_cast<size_t>(alignment), RACELAB_CALLER);
}
void operator delete(void* block) noexcept { racelab::rt::Give(block, RACELAB_CALLER); }
void operator delete[](void* block) noexcept { racelab::rt::Give(block, RACELAB_CALLER); }
void operator delete(void* block, size_t) noexcept { racelab::rt::Give(block, RACELAB_CALLER); }
void operator delete[](void* block, size_t) noexcept { racelab::rt::Give(block, RACELAB_CALLER); }
void operator delete(void* block, std::align_val_t) noexcept {
  racelab::rt::Give(block, RACELAB_CALLER);
}
void operator delete[](void* block, std::align_val_t) noexcept {
  racelab::rt::Give(block, RACELAB_CALLER);
}
void operator delete(void* block, size_t, std::align_val_t) noexcept {
  racelab::rt::Give(block, RACELAB_CALLER);
}
void operator delete[](void* block, size_t, std::align_val_t) noexcept {
  racelab::rt::Give(block, RACELAB_CALLER);
}
