// expect: explore data-race
// The pointer is published first, and the object is made in its place after that.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <atomic>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <new>

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
    boost::lock_guard<boost::mutex> lock(MySlot::mutex);
    if (MySlot::service.load() == nullptr) {
      MySlot::service.store(static_cast<Service*>(::operator new(sizeof(Service))));
      try {
        new (MySlot::service.load()) Service();
      } catch (...) {
        ::operator delete(MySlot::service.exchange(nullptr));
        throw;
      }
    }
  }
  return *MySlot::service.load();
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
