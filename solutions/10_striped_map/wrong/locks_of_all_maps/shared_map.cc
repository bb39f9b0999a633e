// expect: functional deadlock
// The stripes of locks are shared by all maps, and a change of one may use another.
#include "shared_map.h"

#include <array>
#include <atomic>
#include <list>
#include <mutex>
#include <utility>
#include <vector>

namespace {

constexpr unsigned kLocks = 16;

class HashTable : public SharedMap {
 public:
  void Update(unsigned key, const Change& change) override {
    {
      std::lock_guard lock(MutexOf(key));
      auto& bucket = BucketOf(key);
      auto entry = Find(bucket, key);
      if (entry == bucket.end()) {
        entry = bucket.insert(bucket.end(), {key, 0});
        ++size_;
      }
      change(entry->second);
    }
    GrowIfNeeded();
  }

  bool Get(unsigned key, long* value) const override {
    std::lock_guard lock(MutexOf(key));
    for (const Entry& entry : buckets_[key % buckets_.size()]) {
      if (entry.first != key) continue;
      *value = entry.second;
      return true;
    }
    return false;
  }

  bool Erase(unsigned key) override {
    std::lock_guard lock(MutexOf(key));
    auto& bucket = BucketOf(key);
    const auto entry = Find(bucket, key);
    if (entry == bucket.end()) return false;
    bucket.erase(entry);
    --size_;
    return true;
  }

  size_t Size() const override { return size_; }

  std::map<unsigned, long> Snapshot() const override {
    for (std::mutex& mutex : mutexes_) mutex.lock();
    std::map<unsigned, long> all;
    for (const Bucket& bucket : buckets_) all.insert(bucket.begin(), bucket.end());
    for (std::mutex& mutex : mutexes_) mutex.unlock();
    return all;
  }

 private:
  using Entry = std::pair<unsigned, long>;
  using Bucket = std::list<Entry>;

  // The number of buckets is a multiple of kLocks, so a bucket's keys share one lock.
  std::mutex& MutexOf(unsigned key) const { return mutexes_[key % kLocks]; }
  Bucket& BucketOf(unsigned key) { return buckets_[key % buckets_.size()]; }

  static Bucket::iterator Find(Bucket& bucket, unsigned key) {
    auto entry = bucket.begin();
    while (entry != bucket.end() && entry->first != key) ++entry;
    return entry;
  }

  void GrowIfNeeded() {
    if (size_ < limit_) return;
    for (std::mutex& mutex : mutexes_) mutex.lock();
    if (size_ >= limit_) {
      std::vector<Bucket> more(2 * buckets_.size());
      for (Bucket& bucket : buckets_) {
        for (const Entry& entry : bucket) more[entry.first % more.size()].push_back(entry);
      }
      buckets_.swap(more);
      limit_ = 2 * limit_;
    }
    for (std::mutex& mutex : mutexes_) mutex.unlock();
  }

  static inline std::array<std::mutex, kLocks> mutexes_;
  std::vector<Bucket> buckets_{kLocks};
  std::atomic<size_t> size_ = 0;
  std::atomic<size_t> limit_ = 2;  // grows at this size
};

}  // namespace

std::unique_ptr<SharedMap> NewSharedMap() { return std::make_unique<HashTable>(); }
