// An atomic flag tells that the plain pointer beside it may be read.
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
  static inline Service* service = nullptr;  // written under mutex; read after `ready`
};

template <typename Service>
Service& The() {
  using MySlot = Slot<Service>;
  if (!MySlot::ready.load(std::memory_order_acquire)) {
    boost::lock_guard<boost::mutex> lock(MySlot::mutex);
    if (!MySlot::ready.load(std::memory_order_relaxed)) {
      MySlot::service = new Service();
      MySlot::ready.store(true, std::memory_order_release);
    }
  }
  return *MySlot::service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
