// expect: explore deadlock
// When the loader throws, nobody tells those who wait for it.
#include "cache.h"

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <utility>

namespace {

class SharedCache : public Cache {
 public:
  explicit SharedCache(Loader load) : load_(std::move(load)) {}

  std::string Get(int key) override {
    std::unique_lock lock(mutex_);
    while (loading_.count(key) > 0) loaded_.wait(lock);
    const auto found = values_.find(key);
    if (found != values_.end()) return Hit(found->second);
    loading_.insert(key);
    lock.unlock();
    std::string value;
    try {
      value = load_(key);
    } catch (...) {
      lock.lock();
      loading_.erase(key);
      throw;
    }
    lock.lock();
    Done(key);
    return values_[key] = std::move(value);
  }

  void Forget(int key) override {
    std::lock_guard lock(mutex_);
    values_.erase(key);
  }

  void ForEach(const Visitor& visit) const override {
    std::unique_lock lock(mutex_);
    const auto values = values_;
    lock.unlock();
    for (const auto& [key, value] : values) visit(key, value);
  }

  long Hits() const override { return hits_; }

 private:
  std::string Hit(const std::string& value) {
    ++hits_;
    return value;
  }
  // REQUIRES: mutex_ is locked.
  void Done(int key) {
    loading_.erase(key);
    loaded_.notify_all();
  }

  const Loader load_;
  mutable std::mutex mutex_;
  std::condition_variable loaded_;     // a load is over
  std::map<int, std::string> values_;  // guarded by mutex_
  std::set<int> loading_;              // guarded by mutex_
  std::atomic<long> hits_ = 0;
};

}  // namespace

std::unique_ptr<Cache> NewCache(Loader load) {
  return std::make_unique<SharedCache>(std::move(load));
}
