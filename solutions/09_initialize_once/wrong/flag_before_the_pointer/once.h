// expect: explore data-race
// Says that it is ready, and then puts it there.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <atomic>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>

#include "services.h"

template <typename Service>
struct Slot {
  static inline boost::mutex mutex;
  static inline std::atomic<bool> ready{false};
  static inline Service* service = nullptr;
};

template <typename Service>
Service& The() {
  using MySlot = Slot<Service>;
  if (!MySlot::ready.load()) {
    boost::lock_guard<boost::mutex> lock(MySlot::mutex);
    if (!MySlot::ready.load()) {
      Service* made = new Service();
      MySlot::ready.store(true);
      MySlot::service = made;
    }
  }
  return *MySlot::service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
