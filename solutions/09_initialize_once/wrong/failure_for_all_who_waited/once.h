// expect: explore assertion
// Who waited for a try that failed gets its exception, and does not try again.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <future>
#include <mutex>

#include "services.h"

template <typename Service>
struct Maker {
  std::mutex mutex;
  std::shared_future<Service*> result;  // guarded by mutex
};

template <typename Service>
Service& The() {
  static auto& maker = *new Maker<Service>;
  std::promise<Service*> promise;
  std::unique_lock lock(maker.mutex);
  if (maker.result.valid()) {
    auto result = maker.result;
    lock.unlock();
    return *result.get();
  }
  maker.result = promise.get_future().share();
  lock.unlock();
  try {
    auto* service = new Service();
    promise.set_value(service);
    return *service;
  } catch (...) {
    lock.lock();
    maker.result = {};
    lock.unlock();
    promise.set_exception(std::current_exception());
    throw;
  }
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
