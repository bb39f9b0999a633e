// The builtins of the compiler, and a pthread mutex.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <pthread.h>

#include "services.h"

template <typename Service>
struct Slot {
  static inline pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  static inline Service* service = nullptr;
};

class PthreadGuard {
 public:
  explicit PthreadGuard(pthread_mutex_t* mutex) : mutex_(mutex) { pthread_mutex_lock(mutex_); }
  ~PthreadGuard() { pthread_mutex_unlock(mutex_); }
  PthreadGuard(const PthreadGuard&) = delete;

 private:
  pthread_mutex_t* mutex_;
};

template <typename Service>
Service& The() {
  Service* service = __atomic_load_n(&Slot<Service>::service, __ATOMIC_CONSUME);
  if (service != nullptr) return *service;
  PthreadGuard guard(&Slot<Service>::mutex);
  service = __atomic_load_n(&Slot<Service>::service, __ATOMIC_RELAXED);
  if (service == nullptr) {
    service = new Service();
    __atomic_store_n(&Slot<Service>::service, service, __ATOMIC_RELEASE);
  }
  return *service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
