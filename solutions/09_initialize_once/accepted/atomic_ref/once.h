// The pointer is plain; all who share it use std::atomic_ref.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <atomic>
#include <mutex>

#include "services.h"

template <typename Service>
struct Slot {
  static inline std::mutex mutex;
  alignas(std::atomic_ref<Service*>::required_alignment) static inline Service* service = nullptr;
};

template <typename Service>
Service& The() {
  std::atomic_ref<Service*> shared(Slot<Service>::service);
  if (Service* service = shared.load(std::memory_order_acquire)) return *service;
  std::lock_guard lock(Slot<Service>::mutex);
  if (shared.load(std::memory_order_relaxed) == nullptr) {
    shared.store(new Service(), std::memory_order_release);
  }
  return *shared.load(std::memory_order_relaxed);
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
