// expect: functional assertion
// The first thread keeps the object, as long as that thread lives.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <atomic>
#include <mutex>
#include <optional>

#include "services.h"

template <typename Service>
struct Slot {
  static inline std::mutex mutex;
  static inline std::atomic<Service*> service{nullptr};
};

template <typename Service>
Service& The() {
  using MySlot = Slot<Service>;
  thread_local std::optional<Service> mine;
  if (MySlot::service == nullptr) {
    std::lock_guard lock(MySlot::mutex);
    if (MySlot::service == nullptr) MySlot::service = &mine.emplace();
  }
  return *MySlot::service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
