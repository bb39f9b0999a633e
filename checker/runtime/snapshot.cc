// Copies of the process's writable memory.
#include "checker/runtime/snapshot.h"

#include "checker/runtime/context.h"
#include "checker/runtime/dirty_pages.h"
#include "checker/runtime/heap.h"
#include "checker/runtime/mappings.h"
#include "checker/runtime/os.h"
#include "checker/runtime/shadow.h"
#include "checker/runtime/shared_memory.h"
#include "checker/runtime/task.h"

namespace racelab::rt {
namespace {

constexpr uintptr_t kSaved = 0x11d000000000;  // outside of what is put back

// How numbers are rounded.
struct FloatControl {
  uint32_t mxcsr;
  uint16_t x87;
};
struct Saved {
  bool complete;
  void* stack_pointer;
  uintptr_t thread_pointer;
  FloatControl float_control;
  char maps[64 << 10];            // the text of /proc/self/maps
  alignas(64) void* stack[4096];  // to put memory back on: all others are put back
};

bool taken = false;

Saved& saved() { return *reinterpret_cast<Saved*>(kSaved); }

void SaveFloatControl(FloatControl& control) {
#if defined(__x86_64__)
  __asm__ volatile("stmxcsr %0; fnstcw %1" : "=m"(control.mxcsr), "=m"(control.x87));
#endif
}

void PutBackFloatControl(const FloatControl& control) {
#if defined(__x86_64__)
  __asm__ volatile("ldmxcsr %0; fldcw %1" : : "m"(control.mxcsr), "m"(control.x87));
#endif
}

// What lies below the end of a stack is nobody's. But an execution finds it there when it makes its
// variables, and a write that changes nothing counts for nothing (see Effect). So some of it is put
// back, too: as deep as most programs go.
constexpr uintptr_t kBelow = 16 << 10;

bool AddMappings(uintptr_t stack_pointer) {
  if (!ReadMappings(saved().maps, sizeof saved().maps)) return false;
  Range range;
  for (const char* at = saved().maps; NextWritable(at, range);) {
    if (stack_pointer >= range.begin + kBelow && stack_pointer < range.end) {
      range.begin = stack_pointer - kBelow;
    }
    if (!AddPages(range.begin, range.end)) return false;
  }
  return true;
}

// Where the kernel writes without being asked: the thread's rseq, which libc has put near there.
void NoteKernelWrites(uintptr_t thread_pointer) {
  constexpr uintptr_t kNear = 4096;
  NoteWrites(thread_pointer - kNear, 2 * kNear);
}

void Save(void* stack_pointer) {
  saved().stack_pointer = stack_pointer;
  saved().thread_pointer = ThreadPointer();
  SaveFloatControl(saved().float_control);
  if (!AddMappings(reinterpret_cast<uintptr_t>(stack_pointer))) return;
  for (uint32_t i = 0; i < PreparedThreads(); ++i) {
    const ParkedPart part = PartOfParked(i);
    if (!AddPages(part.begin - kBelow, part.end)) return;
  }
  CopyPages();
  NoteKernelWrites(saved().thread_pointer);
  saved().complete = true;
}

}  // namespace

bool TakeSnapshot() {
  if (SharesMemory()) return false;
  MapFixed(kSaved, sizeof(Saved));
  MakePageTable();
  taken = true;
  SaveContext(Save);
  return saved().complete;
}

const char* MappingsOfSnapshot() { return taken ? saved().maps : nullptr; }

namespace {

[[noreturn]] void PutBackFromOwnStack() {
  const HeapEnds used = EndsOfHeap();
  EmptyShadow();
  PutBackDirtyPages();
  ClearHeapUpTo(used);
  PutBackFloatControl(saved().float_control);
  ResumeAt(saved().stack_pointer, saved().thread_pointer);
}

}  // namespace

void PutBack() {
  // A context as ResumeAt() takes it: six registers and where to go on.
  void** top = saved().stack + 4096 - 16;
  top[6] = reinterpret_cast<void*>(PutBackFromOwnStack);
  ResumeAt(top, ThreadPointer());
}

}  // namespace racelab::rt
