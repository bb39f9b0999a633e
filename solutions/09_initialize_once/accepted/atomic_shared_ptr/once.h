// An atomic shared_ptr, and a mutex for the first one.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <atomic>
#include <memory>
#include <mutex>

#include "services.h"

template <typename Service>
Service& The() {
  static std::atomic<std::shared_ptr<Service>> service;
  static std::mutex mutex;
  std::shared_ptr<Service> made = service.load();
  if (made == nullptr) {
    std::lock_guard lock(mutex);
    made = service.load();
    if (made == nullptr) {
      made = std::make_shared<Service>();
      service.store(made);
    }
  }
  return *made;  // `service` keeps it alive
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
