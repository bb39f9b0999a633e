// expect: parallelism parallelism-lost
// One recursive mutex for all services: right, but one slow constructor stops everybody.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/recursive_mutex.hpp>

#include "services.h"

inline boost::recursive_mutex service_mutex;

template <typename Service>
Service& The() {
  boost::lock_guard<boost::recursive_mutex> lock(service_mutex);
  static Service* service = nullptr;
  if (service == nullptr) service = new Service();
  return *service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
