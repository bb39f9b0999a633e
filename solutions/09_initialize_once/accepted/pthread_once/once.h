// pthread_once, as the C++ library uses it: glibc takes an exception for a call that never was.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <pthread.h>
#include <memory>

#include "services.h"

template <typename Service>
struct Slot {
  static inline pthread_once_t once = PTHREAD_ONCE_INIT;
  static inline std::unique_ptr<Service> service;
  static void Make() { service = std::make_unique<Service>(); }
};

template <typename Service>
Service& The() {
  pthread_once(&Slot<Service>::once, &Slot<Service>::Make);
  return *Slot<Service>::service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
