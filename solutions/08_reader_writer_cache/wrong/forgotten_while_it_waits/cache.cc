// expect: explore assertion
// Who waited for a load takes the value out of the map; somebody may have forgotten it by then.
#include "cache.h"

#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <set>
#include <utility>

namespace {

class WaitingCache : public Cache {
 public:
  explicit WaitingCache(Loader load) : load_(std::move(load)) {}

  std::string Get(int key) override {
    std::unique_lock lock(mutex_);
    while (values_.count(key) == 0) {
      if (loading_.insert(key).second) return Load(key, lock);
      changed_.wait(lock, [&] { return loading_.count(key) == 0; });
      if (failed_.count(key) == 0) break;  // it was loaded
    }
    ++hits_;
    return values_[key];
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

  long Hits() const override {
    std::lock_guard lock(mutex_);
    return hits_;
  }

 private:
  std::string Load(int key, std::unique_lock<std::mutex>& lock) {
    failed_.erase(key);
    lock.unlock();
    std::string value;
    try {
      value = load_(key);
    } catch (...) {
      lock.lock();
      failed_.insert(key);
      loading_.erase(key);
      changed_.notify_all();
      throw;
    }
    lock.lock();
    values_[key] = value;
    loading_.erase(key);
    changed_.notify_all();
    return value;
  }

  const Loader load_;
  mutable std::mutex mutex_;  // guards all below
  std::condition_variable changed_;
  std::map<int, std::string> values_;
  std::set<int> loading_, failed_;
  long hits_ = 0;
};

}  // namespace

std::unique_ptr<Cache> NewCache(Loader load) {
  return std::make_unique<WaitingCache>(std::move(load));
}
