// expect: explore assertion
// Counts the hit before it knows whether the load that it waits for ends well.
#include "cache.h"

#include <atomic>
#include <exception>
#include <future>
#include <map>
#include <mutex>
#include <utility>

namespace {

using Future = std::shared_future<std::string>;

class SharedCache : public Cache {
 public:
  explicit SharedCache(Loader load) : load_(std::move(load)) {}

  std::string Get(int key) override {
    std::unique_lock lock(mutex_);
    const auto found = values_.find(key);
    if (found != values_.end()) {
      const Future future = found->second;
      lock.unlock();
      ++hits_;
      return future.get();
    }
    std::promise<std::string> promise;
    const Future future = promise.get_future().share();
    values_[key] = future;
    lock.unlock();
    try {
      promise.set_value(load_(key));
    } catch (...) {
      Forget(key);
      promise.set_exception(std::current_exception());
    }
    return future.get();
  }

  void Forget(int key) override {
    std::lock_guard lock(mutex_);
    values_.erase(key);
  }

  void ForEach(const Visitor& visit) const override {
    std::unique_lock lock(mutex_);
    const auto values = values_;
    lock.unlock();
    for (const auto& [key, future] : values) {
      if (future.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
        Show(visit, key, future);
    }
  }

  long Hits() const override { return hits_; }

 private:
  static void Show(const Visitor& visit, int key, const Future& future) {
    std::string value;
    try {
      value = future.get();
    } catch (...) {
      return;  // a load that failed is no entry
    }
    visit(key, value);
  }

  const Loader load_;
  mutable std::mutex mutex_;
  std::map<int, Future> values_;  // guarded by mutex_
  std::atomic<long> hits_ = 0;
};

}  // namespace

std::unique_ptr<Cache> NewCache(Loader load) {
  return std::make_unique<SharedCache>(std::move(load));
}
