// Shim of the tsan variant: the wait behind absl::call_once, instrumented.
//
// The library's own is not, so ThreadSanitizer does not see that whoever waited for the
// initialization comes after it.
#include <sched.h>

#include <atomic>
#include <cstdint>

#include "absl/base/internal/spinlock_wait.h"

#ifndef ABSL_INTERNAL_C_SYMBOL  // in 20200923 and before
#define ABSL_INTERNAL_C_SYMBOL(name) name
#endif

namespace absl {
ABSL_NAMESPACE_BEGIN
namespace base_internal {

uint32_t SpinLockWait(std::atomic<uint32_t>* word, int count,
                      const SpinLockWaitTransition transitions[], SchedulingMode) {
  for (;;) {
    uint32_t value = word->load(std::memory_order_acquire);
    int i = 0;
    while (i < count && transitions[i].from != value) ++i;
    if (i == count || (transitions[i].to == value && !transitions[i].done)) {
      sched_yield();
    } else if (transitions[i].to == value ||
               word->compare_exchange_strong(value, transitions[i].to, std::memory_order_acquire)) {
      if (transitions[i].done) return value;
    }
  }
}

int SpinLockSuggestedDelayNS(int) { return 1000; }

}  // namespace base_internal
ABSL_NAMESPACE_END
}  // namespace absl

extern "C" {

// Whoever waits in SpinLockWait looks by itself.
void ABSL_INTERNAL_C_SYMBOL(AbslInternalSpinLockWake)(std::atomic<uint32_t>*, bool) {}

void ABSL_INTERNAL_C_SYMBOL(AbslInternalSpinLockDelay)(std::atomic<uint32_t>*, uint32_t, int,
                                                       absl::base_internal::SchedulingMode) {
  sched_yield();
}

}  // extern "C"
