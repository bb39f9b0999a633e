// expect: parallelism parallelism-lost
// Who does not find his key looks again with the whole map locked: until all changes are over.
#include "shared_map.h"

#include <array>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

namespace {

struct Entry {
  long value = 0;
  bool there = false;  // a key that its first change still works on is not inside yet
};

class TwoLevelMap : public SharedMap {
 public:
  void Update(unsigned key, const Change& change) override {
    while (!TryUpdate(key, change)) {
      std::lock_guard shape(shape_);
      entries_.try_emplace(key);  // and look again: it may be gone by then
    }
  }

  bool Get(unsigned key, long* value) const override {
    std::shared_lock shape(shape_);
    const auto found = entries_.find(key);
    if (found == entries_.end()) {
      shape.unlock();
      std::lock_guard all(shape_);  // it may have come meanwhile: look again, and well
      const auto again = entries_.find(key);
      if (again == entries_.end() || !again->second.there) return false;
      *value = again->second.value;
      return true;
    }
    std::lock_guard lock(MutexOf(key));
    if (!found->second.there) return false;
    *value = found->second.value;
    return true;
  }

  bool Erase(unsigned key) override {
    std::lock_guard shape(shape_);
    const auto found = entries_.find(key);
    if (found == entries_.end() || !found->second.there) return false;
    entries_.erase(found);
    return true;
  }

  size_t Size() const override { return Snapshot().size(); }

  std::map<unsigned, long> Snapshot() const override {
    std::lock_guard shape(shape_);
    std::map<unsigned, long> all;
    for (const auto& [key, entry] : entries_) {
      if (entry.there) all[key] = entry.value;
    }
    return all;
  }

 private:
  bool TryUpdate(unsigned key, const Change& change) {
    std::shared_lock shape(shape_);
    const auto found = entries_.find(key);
    if (found == entries_.end()) return false;
    std::lock_guard value(MutexOf(key));
    found->second.there = true;
    change(found->second.value);
    return true;
  }

  std::mutex& MutexOf(unsigned key) const { return mutexes_[key % mutexes_.size()]; }

  mutable std::shared_mutex shape_;             // guards which entries there are
  mutable std::array<std::mutex, 32> mutexes_;  // guard what is in them, beside a shared lock
  std::unordered_map<unsigned, Entry> entries_;
};

}  // namespace

std::unique_ptr<SharedMap> NewSharedMap() { return std::make_unique<TwoLevelMap>(); }
