// absl::Mutex and an atomic pointer, acquire and release.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <atomic>

#include "absl/base/const_init.h"
#include "absl/synchronization/mutex.h"
#include "services.h"

template <typename Service>
struct Slot {
  static inline absl::Mutex mutex{absl::kConstInit};
  static inline std::atomic<Service*> service{nullptr};
};

template <typename Service>
Service& The() {
  using MySlot = Slot<Service>;
  if (Service* ready = MySlot::service.load(std::memory_order_acquire)) return *ready;
  absl::MutexLock lock(&MySlot::mutex);
  if (MySlot::service.load() == nullptr) MySlot::service.store(new Service());
  return *MySlot::service.load();
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
