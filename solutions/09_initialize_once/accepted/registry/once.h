// One table for all services; its lock is held only to find the entry, and each entry has a lock
// of its own.
#ifndef RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
#define RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_

#include <map>
#include <memory>
#include <mutex>
#include <typeindex>
#include <typeinfo>

#include "services.h"

struct Entry {
  std::mutex mutex;
  std::shared_ptr<void> service;  // guarded by mutex
};

inline Entry& EntryOf(std::type_index type) {
  static std::mutex mutex;
  static std::map<std::type_index, Entry> entries;  // guarded by mutex; entries never move
  std::lock_guard lock(mutex);
  return entries[type];
}

template <typename Service>
Service& The() {
  Entry& entry = EntryOf(typeid(Service));
  std::lock_guard lock(entry.mutex);
  if (entry.service == nullptr) entry.service = std::make_shared<Service>();
  return *static_cast<Service*>(entry.service.get());
}

#endif  // RACELAB_LABS_09_INITIALIZE_ONCE_ONCE_H_
