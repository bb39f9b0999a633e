// expect: functional crash
// The exception is written to the log; the caller gets a service that does not exist.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <cstdio>
#include <exception>
#include <mutex>

#include "services.h"

template <typename Service>
struct Slot {
  static inline std::once_flag once;
  static inline Service* service = nullptr;
};

template <typename Service>
Service& The() {
  std::call_once(Slot<Service>::once, [] {
    try {
      Slot<Service>::service = new Service();
    } catch (const std::exception& error) {
      std::fprintf(stderr, "cannot make the service: %s\n", error.what());
    }
  });
  return *Slot<Service>::service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
