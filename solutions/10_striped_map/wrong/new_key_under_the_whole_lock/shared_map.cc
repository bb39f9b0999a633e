// expect: parallelism parallelism-lost
// A new key takes the lock of the whole map, and its first change runs under it.
#include "shared_map.h"

#include <array>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

namespace {

class TwoLevelMap : public SharedMap {
 public:
  void Update(unsigned key, const Change& change) override {
    if (TryUpdate(key, change)) return;
    std::lock_guard shape(shape_);
    change(entries_[key]);
  }

  bool Get(unsigned key, long* value) const override {
    std::shared_lock shape(shape_);
    const auto found = entries_.find(key);
    if (found == entries_.end()) return false;
    std::lock_guard lock(MutexOf(key));
    *value = found->second;
    return true;
  }

  bool Erase(unsigned key) override {
    std::lock_guard shape(shape_);
    const auto found = entries_.find(key);
    if (found == entries_.end()) return false;
    entries_.erase(found);
    return true;
  }

  size_t Size() const override { return Snapshot().size(); }

  std::map<unsigned, long> Snapshot() const override {
    std::lock_guard shape(shape_);
    return {entries_.begin(), entries_.end()};
  }

 private:
  bool TryUpdate(unsigned key, const Change& change) {
    std::shared_lock shape(shape_);
    const auto found = entries_.find(key);
    if (found == entries_.end()) return false;
    std::lock_guard value(MutexOf(key));
    change(found->second);
    return true;
  }

  std::mutex& MutexOf(unsigned key) const { return mutexes_[key % mutexes_.size()]; }

  mutable std::shared_mutex shape_;             // guards which entries there are
  mutable std::array<std::mutex, 32> mutexes_;  // guard what is in them, beside a shared lock
  std::unordered_map<unsigned, long> entries_;
};

}  // namespace

std::unique_ptr<SharedMap> NewSharedMap() { return std::make_unique<TwoLevelMap>(); }
