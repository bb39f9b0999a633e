// expect: parallelism parallelism-lost
// 64 recursive locks for all services, chosen by a hash: two services may share one.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <array>
#include <memory>
#include <mutex>
#include <typeinfo>

#include "services.h"

inline std::recursive_mutex& MutexOf(size_t hash) {
  static std::array<std::recursive_mutex, 64> mutexes;
  return mutexes[hash % mutexes.size()];
}

template <typename Service>
Service& The() {
  static std::unique_ptr<Service> service;  // guarded by its stripe
  std::lock_guard lock(MutexOf(typeid(Service).hash_code()));
  if (service == nullptr) service = std::make_unique<Service>();
  return *service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
