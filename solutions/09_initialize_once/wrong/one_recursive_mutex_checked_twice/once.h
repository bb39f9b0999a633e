// expect: parallelism parallelism-lost
// What is there can be had at once, but two services are still not made at the same time.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <atomic>
#include <mutex>

#include "services.h"

inline std::recursive_mutex service_mutex;

template <typename Service>
Service& The() {
  static std::atomic<Service*> service{nullptr};
  if (service.load() == nullptr) {
    std::lock_guard lock(service_mutex);
    if (service.load() == nullptr) service.store(new Service());
  }
  return *service.load();
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
