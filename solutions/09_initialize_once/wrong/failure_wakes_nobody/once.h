// expect: explore deadlock
// When the constructor throws, the state is set back, but who waits is not told.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <atomic>

#include "services.h"

enum State { kNone, kMaking, kMade };

template <typename Service>
struct Slot {
  static inline std::atomic<int> state{kNone};
  static inline Service* service = nullptr;

  static void Set(int next) {
    state = next;
    state.notify_all();
  }
};

template <typename Service>
Service& The() {
  using MySlot = Slot<Service>;
  for (;;) {
    int seen = kNone;
    if (MySlot::state.compare_exchange_strong(seen, kMaking)) {
      try {
        MySlot::service = new Service();
      } catch (...) {
        MySlot::state = kNone;
        throw;
      }
      MySlot::Set(kMade);
    }
    if (MySlot::state == kMade) return *MySlot::service;
    MySlot::state.wait(kMaking);
  }
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
