// How The<Service>() makes a service once. A lock where it is needed, none where it would cost.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>

#include "services.h"

// What The() keeps for each type of service.
template <typename Service>
struct Slot {
  static inline boost::mutex mutex;
  static inline Service* service = nullptr;
};

template <typename Service>
Service& The() {
  using MySlot = Slot<Service>;
  if (MySlot::service == nullptr) {  // almost always it is there, and nobody needs the lock
    boost::lock_guard<boost::mutex> lock(MySlot::mutex);
    if (MySlot::service == nullptr) MySlot::service = new Service();  // nobody was faster
  }
  return *MySlot::service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
