// Each service is asked for before main() begins; the language keeps the order among them.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include "services.h"

template <typename Service>
struct Early {
  static Service& Get() {
    static Service service;  // also when a service that needs this one is made first
    return service;
  }
  static inline Service& service = Get();
};

template <typename Service>
Service& The() {
  static_cast<void>(&Early<Service>::service);  // so that it is there
  return Early<Service>::Get();
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
