// The functions that -fsanitize=thread makes the compiler call for plain accesses. They only
// forward.
#include "checker/runtime/caller.h"
#include "checker/runtime/detector.h"
#include "checker/runtime/os.h"
#include "checker/runtime/state.h"

using racelab::rt::Access;
using racelab::rt::Address;
using racelab::rt::current;
using racelab::rt::Narrow;

namespace {

void Enter(const void* pc, uintptr_t frame) {
  racelab::rt::Task* task = current;
  // Frames that a longjmp or an exception left behind lie below the one that calls now.
  while (task->depth > 0 && task->depth <= racelab::rt::kCallDepth &&
         task->calls[task->depth - 1].frame <= frame) {
    --task->depth;
  }
  if (task->depth < racelab::rt::kCallDepth) {
    // Where a library called the program, there is no line to show.
    task->calls[task->depth] = {racelab::rt::InProgram(pc) ? Narrow(pc) : 0, frame};
  }
  ++task->depth;
}

}  // namespace

// Accesses are nearly always the program's own: no look at where they come from.
#define RACELAB_HERE Narrow(__builtin_return_address(0))
#define RACELAB_ACCESS(name, bytes, write)                                   \
  void __tsan_##name(void* at) {                                             \
    if (current != nullptr) Access(Address(at), bytes, write, RACELAB_HERE); \
  }
#define RACELAB_VOLATILE(name, bytes, write)                                       \
  void __tsan_##name(void* at) {                                                   \
    if (current != nullptr) Access(Address(at), bytes, write, RACELAB_HERE, true); \
  }
#define RACELAB_READ_WRITE(name, bytes)              \
  void __tsan_##name(void* at) {                     \
    if (current == nullptr) return;                  \
    Access(Address(at), bytes, false, RACELAB_HERE); \
    Access(Address(at), bytes, true, RACELAB_HERE);  \
  }
#define RACELAB_SIZES(prefix, bytes)                \
  RACELAB_ACCESS(prefix##read##bytes, bytes, false) \
  RACELAB_ACCESS(prefix##write##bytes, bytes, true)
#define RACELAB_VOLATILE_SIZES(prefix, bytes)                  \
  RACELAB_VOLATILE(prefix##volatile_read##bytes, bytes, false) \
  RACELAB_VOLATILE(prefix##volatile_write##bytes, bytes, true)

extern "C" {

void __tsan_init() {}
RACELAB_SIZES(, 1)
RACELAB_SIZES(, 2)
RACELAB_SIZES(, 4)
RACELAB_SIZES(, 8)
RACELAB_SIZES(, 16)
RACELAB_SIZES(unaligned_, 2)
RACELAB_SIZES(unaligned_, 4)
RACELAB_SIZES(unaligned_, 8)
RACELAB_SIZES(unaligned_, 16)
RACELAB_VOLATILE_SIZES(, 1)
RACELAB_VOLATILE_SIZES(, 2)
RACELAB_VOLATILE_SIZES(, 4)
RACELAB_VOLATILE_SIZES(, 8)
RACELAB_VOLATILE_SIZES(, 16)
RACELAB_VOLATILE_SIZES(unaligned_, 2)
RACELAB_VOLATILE_SIZES(unaligned_, 4)
RACELAB_VOLATILE_SIZES(unaligned_, 8)
RACELAB_VOLATILE_SIZES(unaligned_, 16)
RACELAB_READ_WRITE(read_write1, 1)
RACELAB_READ_WRITE(read_write2, 2)
RACELAB_READ_WRITE(read_write4, 4)
RACELAB_READ_WRITE(read_write8, 8)
RACELAB_READ_WRITE(read_write16, 16)
RACELAB_READ_WRITE(unaligned_read_write2, 2)
RACELAB_READ_WRITE(unaligned_read_write4, 4)
RACELAB_READ_WRITE(unaligned_read_write8, 8)
RACELAB_READ_WRITE(unaligned_read_write16, 16)

void __tsan_read1_pc(void* at, void* pc) {
  if (current != nullptr) Access(Address(at), 1, false, Narrow(pc));
}
void __tsan_read_range(void* at, unsigned long bytes) {
  if (current != nullptr) Access(Address(at), bytes, false, RACELAB_HERE);
}
void __tsan_write_range(void* at, unsigned long bytes) {
  if (current != nullptr) Access(Address(at), bytes, true, RACELAB_HERE);
}

// A constructor stores the pointer to the virtual functions again and again; only a change counts.
void __tsan_vptr_update(void** at, void* value) {
  if (current != nullptr && *at != value) Access(Address(at), 8, true, RACELAB_HERE);
}
void __tsan_vptr_read(void** at) {
  if (current != nullptr) Access(Address(at), 8, false, RACELAB_HERE);
}

void __tsan_func_entry(void* pc) {
  if (current != nullptr) Enter(pc, Address(__builtin_frame_address(0)));
}
void __tsan_func_exit() {
  if (current != nullptr && current->depth > 0) --current->depth;
}

void __tsan_ignore_thread_begin() {}
void __tsan_ignore_thread_end() {}
void __tsan_acquire(void*) {}
void __tsan_release(void*) {}

// Annotations of locks, as in Abseil's headers. The locks are made of what we interpose.
void __tsan_mutex_create(void*, unsigned) {}
void __tsan_mutex_destroy(void*, unsigned) {}
void __tsan_mutex_pre_lock(void*, unsigned) {}
void __tsan_mutex_post_lock(void*, unsigned, int) {}
int __tsan_mutex_pre_unlock(void*, unsigned) { return 0; }
void __tsan_mutex_post_unlock(void*, unsigned) {}
void __tsan_mutex_pre_signal(void*, unsigned) {}
void __tsan_mutex_post_signal(void*, unsigned) {}
void __tsan_mutex_pre_divert(void*, unsigned) {}
void __tsan_mutex_post_divert(void*, unsigned) {}

void* __tsan_memcpy(void* to, const void* from, unsigned long bytes) {
  if (current != nullptr) {
    Access(Address(from), bytes, false, RACELAB_HERE);
    Access(Address(to), bytes, true, RACELAB_HERE);
  }
  racelab::rt::CopyBytes(to, from, bytes);
  return to;
}
void* __tsan_memmove(void* to, const void* from, unsigned long bytes) {
  if (current != nullptr) {
    Access(Address(from), bytes, false, RACELAB_HERE);
    Access(Address(to), bytes, true, RACELAB_HERE);
  }
  racelab::rt::MoveBytes(to, from, bytes);
  return to;
}
void* __tsan_memset(void* at, int value, unsigned long bytes) {
  if (current != nullptr) Access(Address(at), bytes, true, RACELAB_HERE);
  racelab::rt::FillBytes(at, value, bytes);
  return at;
}

}  // extern "C"
