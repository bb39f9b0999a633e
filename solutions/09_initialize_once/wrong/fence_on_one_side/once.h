// expect: explore data-race
// A fence after the construction, and none where the pointer is read.
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

  Service* service = MySlot::service.load(std::memory_order_relaxed);
  if (service == nullptr) {
    boost::lock_guard<boost::mutex> lock(MySlot::mutex);
    service = MySlot::service.load(std::memory_order_relaxed);
    if (service == nullptr) {
      service = new Service();
      std::atomic_thread_fence(std::memory_order_release);
      MySlot::service.store(service, std::memory_order_relaxed);
    }
  }
  return *service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
