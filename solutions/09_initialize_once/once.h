// How The<Service>() makes a service once: the language does it.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include "services.h"

// The first call makes the object; who comes meanwhile waits; all others find it ready. When the
// constructor throws, the next call tries again. Each type has a guard of its own.
template <typename Service>
Service& The() {
  static Service service;
  return service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
