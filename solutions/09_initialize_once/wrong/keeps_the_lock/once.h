// expect: functional deadlock
// Locks and unlocks by hand: a constructor that throws leaves the mutex locked.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <atomic>
#include <boost/thread/mutex.hpp>

#include "services.h"

// What The() keeps for each type of service.
template <typename Service>
struct Slot {
  static inline boost::mutex mutex;
  static inline std::atomic<Service*> service{nullptr};
};

template <typename Service>
Service& The() {
  using MySlot = Slot<Service>;

  if (MySlot::service.load() == nullptr) {
    MySlot::mutex.lock();
    if (MySlot::service.load() == nullptr) MySlot::service.store(new Service());
    MySlot::mutex.unlock();
  }
  return *MySlot::service.load();
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
