// Each thread remembers where the service is; only its first call takes the lock.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <memory>
#include <mutex>

#include "services.h"

template <typename Service>
Service& The() {
  thread_local Service* mine = nullptr;
  if (mine == nullptr) {
    static std::mutex mutex;
    static std::unique_ptr<Service> service;  // guarded by mutex
    std::lock_guard lock(mutex);
    if (service == nullptr) service = std::make_unique<Service>();
    mine = service.get();
  }
  return *mine;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
