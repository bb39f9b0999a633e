// Stand-ins for allocation, and for the functions of string.h that work on memory.
#include <malloc.h>
#include <string.h>
#include <strings.h>

#include <bits/functexcept.h>
#include <bit>
#include <cerrno>
#include <cstddef>
#include <new>

#include "checker/runtime/decisions.h"
#include "checker/runtime/finish.h"
#include "checker/runtime/heap.h"
#include "checker/runtime/os.h"
#include "checker/runtime/program_access.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/unsafe.h"

extern "C" {
void* __libc_malloc(size_t);
void* __libc_calloc(size_t, size_t);
void* __libc_realloc(void*, size_t);
void* __libc_memalign(size_t, size_t);
void __libc_free(void*);
}

namespace racelab::rt {

void* Make(size_t size, size_t alignment, uint32_t pc) {
  if (current == nullptr) {
    return alignment <= 16 ? __libc_malloc(size) : __libc_memalign(alignment, size);
  }
  void* block = MakeBlock(size, alignment, pc);
  if (block == nullptr) errno = ENOMEM;
  return block;
}

bool HasNoMemory(uint32_t pc) {
  Point(trace::Op::kAllocate, 0, pc);
  if (!TakeFault(trace::Fault::kNoMemory)) return false;
  if (trace::Event* event = Record(trace::Op::kAllocate, 0, 0, pc)) event->failed = 1;
  errno = ENOMEM;
  return true;
}

namespace {

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
  if (!InHeap(block) && current == nullptr) return __libc_realloc(block, size);
  if (size == 0) {  // as in libc
    Give(block, pc);
    return nullptr;
  }
  if (!InHeap(block)) {
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

}  // namespace
}  // namespace racelab::rt

using racelab::rt::CopyBytes;

// Directly in the stand-in. Only for calls that the program makes itself, and whose result it must
// look at: hardly anybody catches what `new` throws.
#define RACELAB_NO_MEMORY()                            \
  (racelab::rt::Counts(__builtin_return_address(0)) && \
   racelab::rt::state.plan->allocation_points != 0 && racelab::rt::HasNoMemory(RACELAB_CALLER))

extern "C" {

void* malloc(size_t size) noexcept {
  RACELAB_UNSAFE("malloc()");
  if (RACELAB_NO_MEMORY()) return nullptr;
  return racelab::rt::Make(size, 16, RACELAB_CALLER);
}
void* calloc(size_t count, size_t size) noexcept {
  RACELAB_UNSAFE("calloc()");
  if (RACELAB_NO_MEMORY()) return nullptr;
  return racelab::rt::Zeroed(count, size, RACELAB_CALLER);
}
void* realloc(void* block, size_t size) noexcept {
  RACELAB_UNSAFE("realloc()");
  if (RACELAB_NO_MEMORY()) return nullptr;
  return racelab::rt::Resize(block, size, RACELAB_CALLER);
}
void free(void* block) noexcept {
  RACELAB_UNSAFE("free()");
  racelab::rt::Give(block, RACELAB_CALLER);
}
void* memalign(size_t alignment, size_t size) noexcept {
  if (RACELAB_NO_MEMORY()) return nullptr;
  return racelab::rt::Make(size, alignment, RACELAB_CALLER);
}
void* aligned_alloc(size_t alignment, size_t size) noexcept {
  if (RACELAB_NO_MEMORY()) return nullptr;
  return racelab::rt::Make(size, alignment, RACELAB_CALLER);
}
int posix_memalign(void** out, size_t alignment, size_t size) noexcept {
  if (alignment % sizeof(void*) != 0 || !std::has_single_bit(alignment)) return EINVAL;
  if (RACELAB_NO_MEMORY()) return ENOMEM;
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
void* mempcpy(void* to, const void* from, size_t bytes) noexcept {
  RACELAB_READS(from, bytes);
  RACELAB_WRITES(to, bytes);
  CopyBytes(to, from, bytes);
  return static_cast<char*>(to) + bytes;
}
void bzero(void* at, size_t bytes) noexcept {
  RACELAB_WRITES(at, bytes);
  racelab::rt::FillBytes(at, 0, bytes);
}
void* valloc(size_t size) noexcept { return racelab::rt::Make(size, 4096, RACELAB_CALLER); }

}  // extern "C"

// The operators are defined too, so that a block knows the line of `new` and not one in a library.
void* operator new(size_t size) {
  RACELAB_UNSAFE("new");
  return racelab::rt::MakeOrThrow(size, 16, RACELAB_CALLER);
}
void* operator new[](size_t size) {
  RACELAB_UNSAFE("new");
  return racelab::rt::MakeOrThrow(size, 16, RACELAB_CALLER);
}
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
void operator delete(void* block) noexcept {
  RACELAB_UNSAFE("delete");
  racelab::rt::Give(block, RACELAB_CALLER);
}
void operator delete[](void* block) noexcept {
  RACELAB_UNSAFE("delete");
  racelab::rt::Give(block, RACELAB_CALLER);
}
void operator delete(void* block, size_t) noexcept {
  RACELAB_UNSAFE("delete");
  racelab::rt::Give(block, RACELAB_CALLER);
}
void operator delete[](void* block, size_t) noexcept {
  RACELAB_UNSAFE("delete");
  racelab::rt::Give(block, RACELAB_CALLER);
}
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
