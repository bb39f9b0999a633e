// expect: parallelism parallelism-lost
// Waits for the lock of a key while it holds the lock of the table, and everybody waits for both.
#include "shared_map.h"

#include <memory>
#include <mutex>
#include <vector>

namespace {

struct Entry {
  std::mutex mutex;
  long value = 0;  // guarded by mutex
};

class LockPerKey : public SharedMap {
 public:
  void Update(unsigned key, const Change& change) override {
    std::unique_lock table(table_);
    std::shared_ptr<Entry>& mine = entries_[key];
    if (mine == nullptr) mine = std::make_shared<Entry>();
    const std::shared_ptr<Entry> entry = mine;
    std::lock_guard lock(entry->mutex);
    table.unlock();
    change(entry->value);
  }

  bool Get(unsigned key, long* value) const override {
    const std::shared_ptr<Entry> entry = Find(key);
    if (entry == nullptr) return false;
    std::lock_guard lock(entry->mutex);
    *value = entry->value;
    return true;
  }

  bool Erase(unsigned key) override {
    std::lock_guard table(table_);
    const auto found = entries_.find(key);
    if (found == entries_.end()) return false;
    const std::shared_ptr<Entry> entry = found->second;
    std::lock_guard lock(entry->mutex);  // whoever changes it has come to its end
    entries_.erase(found);
    return true;
  }

  size_t Size() const override {
    std::lock_guard table(table_);
    return entries_.size();
  }

  std::map<unsigned, long> Snapshot() const override {
    std::lock_guard table(table_);
    std::vector<std::unique_lock<std::mutex>> locks;
    for (const auto& entry : entries_) locks.emplace_back(entry.second->mutex);
    std::map<unsigned, long> all;
    for (const auto& [key, entry] : entries_) all[key] = entry->value;
    return all;
  }

 private:
  using Entries = std::map<unsigned, std::shared_ptr<Entry>>;

  std::shared_ptr<Entry> Find(unsigned key) const {
    std::lock_guard table(table_);
    const auto found = entries_.find(key);
    return found == entries_.end() ? nullptr : found->second;
  }

  mutable std::mutex table_;  // guards entries_
  Entries entries_;
};

}  // namespace

std::unique_ptr<SharedMap> NewSharedMap() { return std::make_unique<LockPerKey>(); }
