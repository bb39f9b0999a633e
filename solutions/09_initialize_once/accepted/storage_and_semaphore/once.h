// Room for the object is there from the beginning; a semaphore lets one at a time look whether it
// is made.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <atomic>
#include <new>
#include <semaphore>

#include "services.h"

template <typename Service>
class Place {
 public:
  Service& Get() {
    if (!made_.test(std::memory_order_acquire)) MakeOnce();
    return *std::launder(reinterpret_cast<Service*>(room_));
  }

 private:
  void MakeOnce() {
    one_at_a_time_.acquire();
    try {
      if (!made_.test(std::memory_order_relaxed)) {
        new (room_) Service();
        made_.test_and_set(std::memory_order_release);
      }
    } catch (...) {
      one_at_a_time_.release();
      throw;
    }
    one_at_a_time_.release();
  }

  std::binary_semaphore one_at_a_time_{1};
  std::atomic_flag made_;
  alignas(Service) unsigned char room_[sizeof(Service)];
};

template <typename Service>
Service& The() {
  static Place<Service> place;
  return place.Get();
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
