// Makes std::atomic<std::shared_ptr> known as the lock that it is: read in place of libstdc++'s
// header of this name, which it reads in turn.
//
// libstdc++ (12 to 14 at least) guards the pointer in it by a bit of the reference count, and a
// load gives that lock back with memory_order_relaxed. Its plain reads are then not ordered before
// the next owner's plain writes, by the letter of the standard: a data race in the library, which
// ThreadSanitizer and the explorer report as the student's
// (github.com/google/sanitizers/issues/1558). So that header, and no other, is read with the
// strongest order in place of the weakest.
#ifndef RACELAB_CHECKER_TOOLCHAIN_SHIMS_INCLUDE_BITS_SHARED_PTR_ATOMIC_H_
#define RACELAB_CHECKER_TOOLCHAIN_SHIMS_INCLUDE_BITS_SHARED_PTR_ATOMIC_H_
#pragma GCC system_header

#include <bits/atomic_base.h>
#define memory_order_relaxed memory_order_seq_cst
#include_next <bits/shared_ptr_atomic.h>
#undef memory_order_relaxed

#endif  // RACELAB_CHECKER_TOOLCHAIN_SHIMS_INCLUDE_BITS_SHARED_PTR_ATOMIC_H_
