// expect: functional assertion
// No lock and no race: every thread has a service of its own.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include "services.h"

template <typename Service>
Service& The() {
  thread_local Service service;
  return service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
