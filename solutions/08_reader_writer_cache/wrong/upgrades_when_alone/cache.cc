// expect: tsan hang
// Each of two readers waits with the shared lock held until it is the only one.
#include "cache.h"

#include <atomic>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <boost/thread/thread_only.hpp>
#include <map>
#include <utility>

namespace {

using Mutex = boost::upgrade_mutex;

class SharedCache : public Cache {
 public:
  explicit SharedCache(Loader load) : load_(std::move(load)) {}

  std::string Get(int key) override {
    mutex_.lock_shared();
    const auto found = values_.find(key);
    if (found != values_.end()) {
      const std::string value = Hit(found->second);
      mutex_.unlock_shared();
      return value;
    }
    std::string value;
    try {
      value = load_(key);
    } catch (...) {
      mutex_.unlock_shared();
      throw;
    }
    while (!mutex_.try_unlock_shared_and_lock()) boost::this_thread::yield();
    values_[key] = value;
    mutex_.unlock();
    return value;
  }

  void Forget(int key) override {
    boost::unique_lock<Mutex> lock(mutex_);
    values_.erase(key);
  }

  void ForEach(const Visitor& visit) const override {
    boost::shared_lock<Mutex> lock(mutex_);
    for (const auto& [key, value] : values_) visit(key, value);
  }

  long Hits() const override { return hits_; }

 private:
  std::string Hit(const std::string& value) {
    ++hits_;
    return value;
  }

  const Loader load_;
  mutable Mutex mutex_;
  std::map<int, std::string> values_;  // guarded by mutex_
  std::atomic<long> hits_ = 0;
};

}  // namespace

std::unique_ptr<Cache> NewCache(Loader load) {
  return std::make_unique<SharedCache>(std::move(load));
}
