// Shim of the tsan variant: absl::Condition, and the functions that tune absl::Mutex.
//
// Together with absl_mutex.cc it takes the place of the library's mutex.cc; see there.
#include <sched.h>

#include <cstdint>
#include <cstring>

#include "absl/synchronization/mutex.h"

#ifndef ABSL_INTERNAL_C_SYMBOL  // in 20200923 and before
#define ABSL_INTERNAL_C_SYMBOL(name) name
#endif

namespace absl {
ABSL_NAMESPACE_BEGIN

const Condition Condition::kTrue;

bool Condition::Eval() const { return eval_ == nullptr || eval_(this); }

#if ABSL_LTS_RELEASE_VERSION >= 20230125

Condition::Condition(bool (*function)(void*), void* argument)
    : eval_(&CallVoidPtrFunction), arg_(argument) {
  StoreCallback(function);
}

bool Condition::CallVoidPtrFunction(const Condition* c) {
  bool (*function)(void*);
  c->ReadCallback(&function);
  return function(c->arg_);
}

#else

// For kTrue, which so is right even before the constructors of static objects run.
Condition::Condition() : eval_(nullptr), function_(nullptr), method_(nullptr), arg_(nullptr) {}

Condition::Condition(bool (*function)(void*), void* argument)
    : eval_(&CallVoidPtrFunction), function_(function), method_(nullptr), arg_(argument) {}

bool Condition::CallVoidPtrFunction(const Condition* c) { return c->function_(c->arg_); }

#endif

Condition::Condition(const bool* flag)
    : Condition([](void* argument) { return *static_cast<bool*>(argument); },
                static_cast<void*>(const_cast<bool*>(flag))) {}

bool Condition::GuaranteedEqual(const Condition* a, const Condition* b) {
  const auto always = [](const Condition* c) { return c == nullptr || c->eval_ == kTrue.eval_; };
  if (always(a) || always(b)) return always(a) && always(b);
  return memcmp(a, b, sizeof *a) == 0;  // it has no padding
}

// What follows tunes or watches the library's own mutex; here there is nothing to tune.
void Mutex::EnableDebugLog(const char*) {}
void Mutex::ForgetDeadlockInfo() {}
void Mutex::InternalAttemptToUseMutexInFatalSignalHandler() {}
void CondVar::EnableDebugLog(const char*) {}
void RegisterMutexProfiler(void (*)(int64_t)) {}
void RegisterMutexTracer(void (*)(const char*, const void*, int64_t)) {}
void RegisterCondVarTracer(void (*)(const char*, const void*)) {}
void RegisterSymbolizer(bool (*)(const void*, char*, int)) {}
void SetMutexDeadlockDetectionMode(OnDeadlockCycle) {}

ABSL_NAMESPACE_END
}  // namespace absl

extern "C" void ABSL_INTERNAL_C_SYMBOL(AbslInternalMutexYield)() { sched_yield(); }
