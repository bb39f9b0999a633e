// expect: explore use-after-free
// Visits without the lock, and goes on from an entry that Forget may have removed meanwhile.
#include "cache.h"

#include <atomic>
#include <map>
#include <mutex>

namespace {

// A short mutex for the map; the visitors walk through it on their own, std::map keeps iterators
// valid.
class WalkingCache : public Cache {
 public:
  explicit WalkingCache(Loader load) : load_(std::move(load)) {}
  std::string Get(int key) override {
    std::lock_guard lock(mutex_);
    const auto found = values_.find(key);
    if (found != values_.end()) {
      ++hits_;
      return found->second;
    }
    return values_[key] = load_(key);
  }
  void Forget(int key) override {
    std::lock_guard lock(mutex_);
    values_.erase(key);
  }
  void ForEach(const Visitor& visit) const override {
    std::unique_lock lock(mutex_);
    for (auto entry = values_.begin(); entry != values_.end();) {
      const auto [key, value] = *entry;
      ++entry;
      lock.unlock();
      visit(key, value);
      lock.lock();
    }
  }
  long Hits() const override { return hits_; }

 private:
  const Loader load_;
  mutable std::mutex mutex_;
  std::map<int, std::string> values_;
  std::atomic<long> hits_ = 0;
};

}  // namespace

std::unique_ptr<Cache> NewCache(Loader load) {
  return std::make_unique<WalkingCache>(std::move(load));
}
