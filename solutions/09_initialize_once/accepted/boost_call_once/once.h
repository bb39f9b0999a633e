// boost::call_once with one flag for each type.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <boost/thread/once.hpp>

#include "services.h"

template <typename Service>
struct Slot {
  static inline boost::once_flag once;
  static inline Service* service = nullptr;
};

template <typename Service>
Service& The() {
  using MySlot = Slot<Service>;
  boost::call_once(MySlot::once, [] { MySlot::service = new Service(); });
  return *MySlot::service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
