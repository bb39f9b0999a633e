// expect: functional assertion
// Each call has a flag of its own, so each call is the first.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <mutex>

#include "services.h"

template <typename Service>
struct Slot {
  static inline Service* service = nullptr;
};

template <typename Service>
Service& The() {
  std::once_flag once;
  std::call_once(once, [] { Slot<Service>::service = new Service(); });
  return *Slot<Service>::service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
