// expect: explore data-race
// Values are atomic: a change is tried on a copy, again and again, until nobody was faster.
#include "shared_map.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <vector>

namespace {

struct Entry {
  std::atomic<long> value{0};
};

class AtomicMap : public SharedMap {
 public:
  void Update(unsigned key, const Change& change) override {
    for (;;) {
      {
        std::shared_lock lock(table_);
        const auto found = entries_.find(key);
        if (found != entries_.end()) {
          long old = found->second->value;
          for (;;) {
            long value = old;
            change(value);
            if (found->second->value.compare_exchange_strong(old, value)) return;
          }
        }
      }
      // A new key: its first change is made outside of the table, which nobody may see half done.
      std::lock_guard making(makers_[key % 16]);
      {
        std::shared_lock lock(table_);
        if (entries_.count(key) > 0) continue;
      }
      long value = 0;
      change(value);
      auto entry = std::make_unique<Entry>();
      entry->value = value;
      std::unique_lock lock(table_);
      entries_[key] = std::move(entry);
      return;
    }
  }

  bool Get(unsigned key, long* value) const override {
    std::shared_lock lock(table_);
    const auto found = entries_.find(key);
    if (found == entries_.end()) return false;
    *value = found->second->value;
    return true;
  }

  bool Erase(unsigned key) override {
    std::unique_lock lock(table_);
    return entries_.erase(key) > 0;
  }

  size_t Size() const override {
    std::shared_lock lock(table_);
    return entries_.size();
  }

  std::map<unsigned, long> Snapshot() const override {
    std::unique_lock lock(table_);
    std::map<unsigned, long> all;
    for (const auto& entry : entries_) all[entry.first] = entry.second->value;
    return all;
  }

 private:
  mutable std::shared_mutex table_;
  std::mutex makers_[16];  // one new key of each at a time
  std::unordered_map<unsigned, std::unique_ptr<Entry>> entries_;
};

}  // namespace

std::unique_ptr<SharedMap> NewSharedMap() { return std::make_unique<AtomicMap>(); }
