// expect: explore assertion
// A lock for each key. A picture locks the keys that were there; others come and go meanwhile.
#include "shared_map.h"

#include <memory>
#include <mutex>
#include <vector>

namespace {

struct Entry {
  std::mutex mutex;
  long value = 0;      // guarded by mutex
  bool there = false;  // guarded by mutex: whether the key is inside; once removed, never again
  bool gone = false;
};

class LockPerKey : public SharedMap {
 public:
  void Update(unsigned key, const Change& change) override {
    for (;;) {
      const std::shared_ptr<Entry> entry = FindOrAdd(key);
      std::lock_guard lock(entry->mutex);
      if (entry->gone) continue;
      entry->there = true;
      change(entry->value);
      return;
    }
  }

  bool Get(unsigned key, long* value) const override {
    const std::shared_ptr<Entry> entry = Find(key);
    if (entry == nullptr) return false;
    std::lock_guard lock(entry->mutex);
    if (entry->gone || !entry->there) return false;
    *value = entry->value;
    return true;
  }

  bool Erase(unsigned key) override {
    const std::shared_ptr<Entry> entry = Find(key);
    if (entry == nullptr) return false;
    std::lock_guard lock(entry->mutex);
    if (entry->gone || !entry->there) return false;
    entry->gone = true;
    std::lock_guard table(table_);  // never the other way round
    entries_.erase(key);
    return true;
  }

  size_t Size() const override { return Snapshot().size(); }

  // Locks every entry of the table.
  std::map<unsigned, long> Snapshot() const override {
    const Entries entries = Copy();
    std::vector<std::unique_lock<std::mutex>> locks;
    for (const auto& entry : entries) locks.emplace_back(entry.second->mutex);
    std::map<unsigned, long> all;
    for (const auto& [key, entry] : entries) {
      if (entry->there) all[key] = entry->value;
    }
    return all;
  }

 private:
  using Entries = std::map<unsigned, std::shared_ptr<Entry>>;

  Entries Copy() const {
    std::lock_guard table(table_);
    return entries_;
  }

  std::shared_ptr<Entry> Find(unsigned key) const {
    std::lock_guard table(table_);
    const auto found = entries_.find(key);
    return found == entries_.end() ? nullptr : found->second;
  }

  std::shared_ptr<Entry> FindOrAdd(unsigned key) {
    std::lock_guard table(table_);
    std::shared_ptr<Entry>& entry = entries_[key];
    if (entry == nullptr) entry = std::make_shared<Entry>();
    return entry;
  }

  mutable std::mutex table_;  // guards entries_; the last lock that anybody takes
  Entries entries_;
};

}  // namespace

std::unique_ptr<SharedMap> NewSharedMap() { return std::make_unique<LockPerKey>(); }
