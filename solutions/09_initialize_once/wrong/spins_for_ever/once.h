// expect: functional hang
// Who comes later waits for a flag that a constructor which throws never sets.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <atomic>
#include <thread>

#include "services.h"

template <typename Service>
struct Slot {
  static inline std::atomic<bool> begun{false};
  static inline std::atomic<Service*> service{nullptr};
};

template <typename Service>
Service& The() {
  using MySlot = Slot<Service>;
  if (!MySlot::begun.exchange(true)) {
    MySlot::service = new Service();
  } else {
    while (MySlot::service == nullptr) std::this_thread::yield();
  }
  return *MySlot::service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
