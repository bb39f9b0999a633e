// expect: explore data-race
// volatile keeps the compiler in order, not the threads.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>

#include "services.h"

// What The() keeps for each type of service.
template <typename Service>
struct Slot {
  static inline boost::mutex mutex;
  static inline Service* volatile service = nullptr;
};

template <typename Service>
Service& The() {
  using MySlot = Slot<Service>;

  if (MySlot::service == nullptr) {
    boost::lock_guard<boost::mutex> lock(MySlot::mutex);
    if (MySlot::service == nullptr) MySlot::service = new Service();
  }
  return *MySlot::service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
