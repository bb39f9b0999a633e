// expect: functional assertion
// All services are made before main(), in an order that does not ask who needs whom.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include "services.h"

template <typename Service>
struct Early {
  static inline Service service;
};

template <typename Service>
Service& The() {
  return Early<Service>::service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
