// What a stand-in for a function of libc is made of.
//
// One definition serves both variants: a strong symbol in the executable wins over libc's, and over
// TSan's interceptors, which are weak. The real function is TSan's interceptor where there is one,
// else the next definition in line. References in shared libraries (libboost_thread starts
// threads, libstdc++ waits on condition variables) come here as well.
#ifndef RACELAB_CHECKER_HARNESS_STAND_IN_H_
#define RACELAB_CHECKER_HARNESS_STAND_IN_H_

#include <dlfcn.h>

#include "checker/harness/perturb_plan.h"
#include "checker/harness/record_writer.h"

#if RACELAB_TSAN
extern "C" void __tsan_func_entry(void* return_address);
extern "C" void __tsan_func_exit();
#endif

namespace racelab {

// glibc keeps two versions of the condition variables' functions, and dlsym() may give the old one.
RACELAB_UNINSTRUMENTED inline void* Next(const char* name) {
  void* found = dlvsym(RTLD_NEXT, name, "GLIBC_2.3.2");
  return found != nullptr ? found : dlsym(RTLD_NEXT, name);
}

// While it lives, TSan's stacks have the place that called the stand-in.
struct Frame {
#if RACELAB_TSAN
  RACELAB_UNINSTRUMENTED explicit Frame(void* caller) : shown(plan.started && IsNumberedThread()) {
    if (shown) __tsan_func_entry(caller);
  }
  RACELAB_UNINSTRUMENTED ~Frame() {
    if (shown) __tsan_func_exit();
  }
  bool shown;
#else
  explicit Frame(void*) {}
#endif
};

}  // namespace racelab

// The real function behind a stand-in.
#define RACELAB_REAL(result, name, parameters)                                                  \
  extern "C" __attribute__((weak)) result __interceptor_##name parameters;                      \
  namespace {                                                                                   \
  RACELAB_UNINSTRUMENTED auto Real_##name() -> result(*) parameters {                           \
    if (&__interceptor_##name != nullptr) return &__interceptor_##name;                         \
    static result(*found) parameters = nullptr;                                                 \
    if (found == nullptr) found = reinterpret_cast<result(*) parameters>(racelab::Next(#name)); \
    return found;                                                                               \
  }                                                                                             \
  }

// The head of a stand-in; `caller` is where it returns to.
#define RACELAB_STAND_IN(result, name, parameters) \
  RACELAB_REAL(result, name, parameters)           \
  extern "C" RACELAB_UNINSTRUMENTED __attribute__((visibility("default"))) result name parameters

#define RACELAB_CALLER()                            \
  void* const caller = __builtin_return_address(0); \
  const racelab::Frame frame(caller)

#endif  // RACELAB_CHECKER_HARNESS_STAND_IN_H_
