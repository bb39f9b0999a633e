// Readers share the lock; who finds nothing takes it alone and looks again.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <mutex>
#include <optional>
#include <shared_mutex>

#include "services.h"

template <typename Service>
struct Slot {
  static inline std::shared_mutex mutex;
  static inline std::optional<Service> service;  // guarded by mutex
};

template <typename Service>
Service& The() {
  using MySlot = Slot<Service>;
  {
    std::shared_lock lock(MySlot::mutex);
    if (MySlot::service.has_value()) return *MySlot::service;
  }
  std::lock_guard lock(MySlot::mutex);
  if (!MySlot::service.has_value()) MySlot::service.emplace();
  return *MySlot::service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
