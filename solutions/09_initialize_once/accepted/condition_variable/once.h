// The first caller makes it with the mutex open; the others wait for news.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <condition_variable>
#include <memory>
#include <mutex>

#include "services.h"

template <typename Service>
struct Slot {
  static inline std::mutex mutex;
  static inline std::condition_variable news;
  static inline bool making = false;  // guarded by mutex, as the next
  static inline std::unique_ptr<Service> service;
};

template <typename Service>
Service& The() {
  using MySlot = Slot<Service>;
  std::unique_lock lock(MySlot::mutex);
  MySlot::news.wait(lock, [] { return !MySlot::making; });
  if (MySlot::service != nullptr) return *MySlot::service;
  MySlot::making = true;
  lock.unlock();
  std::unique_ptr<Service> made;
  try {
    made = std::make_unique<Service>();
  } catch (...) {
    lock.lock();
    MySlot::making = false;
    MySlot::news.notify_all();
    throw;
  }
  lock.lock();
  MySlot::service = std::move(made);
  MySlot::making = false;
  MySlot::news.notify_all();
  return *MySlot::service;
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
