// A recursive mutex for each type: more than needed, and right.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/recursive_mutex.hpp>
#include <memory>

#include "services.h"

template <typename Service>
struct Slot {
  static inline boost::recursive_mutex mutex;
  static inline std::unique_ptr<Service> service;  // guarded by mutex
};

template <typename Service>
Service& The() {
  boost::lock_guard<boost::recursive_mutex> lock(Slot<Service>::mutex);
  if (Slot<Service>::service == nullptr) Slot<Service>::service = std::make_unique<Service>();
  return *Slot<Service>::service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
