// expect: functional exception
// A future holds the exception of the first try, and throws it again for ever.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <future>
#include <memory>

#include "services.h"

template <typename Service>
Service& The() {
  static const std::shared_future<std::shared_ptr<Service>> service =
      std::async(std::launch::deferred, [] { return std::make_shared<Service>(); }).share();
  return *service.get();
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
