// A short absl lock; who wants a key that is being changed waits for the condition that it is free.
#include <unordered_map>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "shared_map.h"

namespace {

struct Entry {
  long value = 0;
  bool there = false;
  bool changing = false;
  int wanted = 0;  // so many calls hold a pointer to this entry
};

class WaitingMap : public SharedMap {
 public:
  void Update(unsigned key, const Change& change) override {
    Entry* const entry = Take(key);
    long value = entry->there ? entry->value : 0;  // nobody else writes while it is `changing`
    change(value);
    absl::MutexLock lock(&mutex_);
    size_ += !entry->there;
    entry->there = true;
    entry->value = value;
    GiveBack(key, entry);
  }

  bool Get(unsigned key, long* value) const override {
    absl::MutexLock lock(&mutex_);
    const auto found = entries_.find(key);
    if (found == entries_.end() || !found->second.there) return false;
    *value = found->second.value;
    return true;
  }

  bool Erase(unsigned key) override {
    Entry* const entry = Take(key);
    absl::MutexLock lock(&mutex_);
    const bool was_there = entry->there;
    size_ -= was_there;
    entry->there = false;
    GiveBack(key, entry);
    return was_there;
  }

  size_t Size() const override {
    absl::MutexLock lock(&mutex_);
    return size_;
  }

  std::map<unsigned, long> Snapshot() const override {
    absl::MutexLock lock(&mutex_);
    std::map<unsigned, long> all;
    for (const auto& [key, entry] : entries_) {
      if (entry.there) all.emplace(key, entry.value);
    }
    return all;
  }

 private:
  static bool IsFree(Entry* entry) { return !entry->changing; }

  Entry* Take(unsigned key) {
    absl::MutexLock lock(&mutex_);
    Entry* const entry = &entries_[key];  // elements of this map do not move
    ++entry->wanted;
    mutex_.Await(absl::Condition(&WaitingMap::IsFree, entry));
    entry->changing = true;
    return entry;
  }

  void GiveBack(unsigned key, Entry* entry) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    entry->changing = false;
    if (--entry->wanted == 0 && !entry->there) entries_.erase(key);
  }

  mutable absl::Mutex mutex_;
  std::unordered_map<unsigned, Entry> entries_ ABSL_GUARDED_BY(mutex_);
  size_t size_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace

std::unique_ptr<SharedMap> NewSharedMap() { return std::make_unique<WaitingMap>(); }
