// expect: functional crash
// One flag for all types: only the first service is ever made.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <mutex>

#include "services.h"

inline std::once_flag once;

template <typename Service>
struct Slot {
  static inline Service* service = nullptr;
};

template <typename Service>
Service& The() {
  std::call_once(once, [] { Slot<Service>::service = new Service(); });
  return *Slot<Service>::service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
