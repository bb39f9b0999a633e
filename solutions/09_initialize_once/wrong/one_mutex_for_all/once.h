// expect: functional deadlock
// One mutex for all services: a constructor that needs another service waits for itself.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <atomic>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>

#include "services.h"

inline boost::mutex service_mutex;

template <typename Service>
Service& The() {
  static std::atomic<Service*> service{nullptr};
  if (service.load() == nullptr) {
    boost::lock_guard<boost::mutex> lock(service_mutex);
    if (service.load() == nullptr) service.store(new Service());
  }
  return *service.load();
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
