// A state machine of its own; who waits yields, and a failed try sets the state back.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <atomic>
#include <thread>

#include "services.h"

enum class State { kNone, kMaking, kMade };

template <typename Service>
struct Slot {
  static inline std::atomic<State> state{State::kNone};
  static inline Service* service = nullptr;
};

template <typename Service>
Service& The() {
  using MySlot = Slot<Service>;
  while (MySlot::state.load(std::memory_order_acquire) != State::kMade) {
    State none = State::kNone;
    if (!MySlot::state.compare_exchange_strong(none, State::kMaking)) {
      std::this_thread::yield();
      continue;
    }
    try {
      MySlot::service = new Service();
    } catch (...) {
      MySlot::state.store(State::kNone);
      throw;
    }
    MySlot::state.store(State::kMade, std::memory_order_release);
  }
  return *MySlot::service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
