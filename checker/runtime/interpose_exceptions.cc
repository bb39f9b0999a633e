// The count that libstdc++ keeps of each exception: whoever lets go of one comes before its end.
#include <cxxabi.h>

#include <cstdint>

#include "checker/runtime/caller.h"
#include "checker/runtime/os.h"
#include "checker/runtime/scheduler.h"
#include "checker/runtime/sync_object.h"

namespace racelab::rt {
namespace {

// How exceptions lie in memory (Itanium C++ ABI, and libstdc++'s unwind-cxx.h): two headers, then
// the object. A rethrown one has a header of its own that points to the object.
constexpr uintptr_t kCount = 128, kHeader = 112, kClass = 80;
constexpr uint64_t kOwnHeader = 0x474e5543432b2b00, kPointsToIt = kOwnHeader + 1;  // "GNUCC++"

int CountOf(uintptr_t object) {
  return __atomic_load_n(reinterpret_cast<const int*>(object - kCount), __ATOMIC_RELAXED);
}

// The object that the innermost catch clause has caught; 0 when it is none of libstdc++'s.
uintptr_t Caught() {
  const uintptr_t header = *reinterpret_cast<const uintptr_t*>(abi::__cxa_get_globals());
  if (header == 0) return 0;
  const uint64_t kind = *reinterpret_cast<const uint64_t*>(header + kClass);
  if (kind == kOwnHeader) return header + kHeader;
  return kind == kPointsToIt ? *reinterpret_cast<const uintptr_t*>(header) : 0;
}

void LetGo(uintptr_t object, uint32_t pc) {
  if (CountOf(object) > 1) {
    Point(Op::kNone, object, pc);
    ReleaseInto(ObjectAt(object), ObjectAt(object)->released);
  }
  if (SyncObject* known = FindObject(object)) AcquireFrom(known);
}

}  // namespace
}  // namespace racelab::rt

using racelab::rt::current;

// Weak, because libstdc++ may be linked statically.
extern "C" {

[[gnu::weak]] void __cxa_end_catch() {
  if (current != nullptr) {
    const uintptr_t object = racelab::rt::Caught();
    if (object != 0) racelab::rt::LetGo(object, RACELAB_CALLER);
  }
  RACELAB_REAL(__cxa_end_catch)();
}

// std::exception_ptr::_M_release(); a pointer to the object is all that it has.
[[gnu::weak]] void _ZNSt15__exception_ptr13exception_ptr10_M_releaseEv(const uintptr_t* pointer) {
  if (current != nullptr && *pointer != 0) racelab::rt::LetGo(*pointer, RACELAB_CALLER);
  RACELAB_REAL(_ZNSt15__exception_ptr13exception_ptr10_M_releaseEv)(pointer);
}

}  // extern "C"
