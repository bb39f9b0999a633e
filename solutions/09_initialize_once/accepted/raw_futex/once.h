// A state for each service, and the kernel's futex call to wait for the next one.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <climits>

#include "services.h"

template <typename Service>
struct Slot {
  enum { kNone, kMaking, kMade };
  static inline std::atomic<int> state{kNone};
  static inline Service* service = nullptr;

  static void Become(int next) {
    state.store(next, std::memory_order_release);
    syscall(SYS_futex, &state, FUTEX_WAKE_PRIVATE, INT_MAX, nullptr, nullptr, 0);
  }
};

template <typename Service>
Service& The() {
  using My = Slot<Service>;
  for (;;) {
    int state = My::state.load(std::memory_order_acquire);
    if (state == My::kMade) return *My::service;
    if (state == My::kMaking) {
      syscall(SYS_futex, &My::state, FUTEX_WAIT_PRIVATE, My::kMaking, nullptr, nullptr, 0);
    } else if (My::state.compare_exchange_strong(state, My::kMaking, std::memory_order_acquire)) {
      try {
        My::service = new Service();
      } catch (...) {
        My::Become(My::kNone);
        throw;
      }
      My::Become(My::kMade);
    }
  }
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
