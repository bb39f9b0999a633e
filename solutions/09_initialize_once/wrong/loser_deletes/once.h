// expect: explore assertion
// Whoever is first wins; the others made one for nothing, and the constructor ran twice.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <atomic>

#include "services.h"

template <typename Service>
Service& The() {
  static std::atomic<Service*> service{nullptr};
  if (service.load() == nullptr) {
    Service* mine = new Service();
    Service* none = nullptr;
    if (!service.compare_exchange_strong(none, mine)) delete mine;
  }
  return *service.load();
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
