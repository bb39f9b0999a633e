// A static pointer: made once by the language, and still there for those who run after main().
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include "services.h"

template <typename Service>
Service& The() {
  static Service* const service = new Service();
  return *service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
