// expect: explore crash
// Who comes while the service is being made does not wait for it.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <atomic>

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
    try {
      MySlot::service = new Service();
    } catch (...) {
      MySlot::begun = false;
      throw;
    }
  }
  return *MySlot::service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
