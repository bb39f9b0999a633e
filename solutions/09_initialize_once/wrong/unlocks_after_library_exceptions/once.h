// expect: functional deadlock
// Locks by hand, and unlocks when the constructor throws an exception of the library.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <atomic>
#include <exception>
#include <mutex>

#include "services.h"

template <typename Service>
struct Slot {
  static inline std::mutex mutex;
  static inline std::atomic<Service*> service{nullptr};
};

template <typename Service>
Service& The() {
  using MySlot = Slot<Service>;
  if (Service* ready = MySlot::service) return *ready;
  MySlot::mutex.lock();
  try {
    if (MySlot::service == nullptr) MySlot::service = new Service();
  } catch (const std::exception&) {
    MySlot::mutex.unlock();
    throw;
  }
  MySlot::mutex.unlock();
  return *MySlot::service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
