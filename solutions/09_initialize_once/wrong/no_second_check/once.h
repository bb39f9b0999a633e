// expect: explore assertion
// Waits for the lock, and then makes the service although somebody just did.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <atomic>
#include <boost/thread/lock_guard.hpp>
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
    boost::lock_guard<boost::mutex> lock(MySlot::mutex);
    MySlot::service.store(new Service());
  }
  return *MySlot::service.load();
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
