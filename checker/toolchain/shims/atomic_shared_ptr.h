// Makes std::atomic<std::shared_ptr> known as the lock that it is; included ahead of every source
// file that is instrumented (-include).
//
// libstdc++ (12 to 14 at least) guards the pointer in it by a bit of the reference count, and a
// load gives that lock back with memory_order_relaxed. Its plain reads are then not ordered before
// the next owner's plain writes, by the letter of the standard: a data race in the library, which
// ThreadSanitizer and the explorer report as the student's
// (github.com/google/sanitizers/issues/1558). So that header, and no other, is read with the
// strongest order in place of the weakest.
#ifndef RACELAB_CHECKER_TOOLCHAIN_SHIMS_ATOMIC_SHARED_PTR_H_
#define RACELAB_CHECKER_TOOLCHAIN_SHIMS_ATOMIC_SHARED_PTR_H_

#if defined(__cplusplus) && __cplusplus >= 202002L
#if __has_include(<bits/shared_ptr_atomic.h>)
#include <bits/shared_ptr.h>
#include <atomic>
#define memory_order_relaxed memory_order_seq_cst
#include <bits/shared_ptr_atomic.h>
#undef memory_order_relaxed
#endif
#endif

#endif  // RACELAB_CHECKER_TOOLCHAIN_SHIMS_ATOMIC_SHARED_PTR_H_
