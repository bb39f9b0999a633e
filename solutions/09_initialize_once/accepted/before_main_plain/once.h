// Made before main() begins, while there is one thread: after that the pointer is only read.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include "services.h"

template <typename Service>
struct Early {
  static Service* Make() {
    if (service == nullptr) service = new Service();
    return service;
  }
  static inline Service* service = nullptr;           // set first: it needs no code
  static inline Service* const ready_early = Make();  // runs before main()
};

template <typename Service>
Service& The() {
  if (Early<Service>::service != nullptr) return *Early<Service>::service;
  static_cast<void>(&Early<Service>::ready_early);
  return *Early<Service>::Make();  // only before main(): a service that needs this one
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
