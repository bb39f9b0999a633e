// Only one at a time may hold the upgradable lock, so the upgrade cannot meet another.
#include "cache.h"

#include <atomic>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <map>
#include <utility>

namespace {

using Mutex = boost::upgrade_mutex;

class SharedCache : public Cache {
 public:
  explicit SharedCache(Loader load) : load_(std::move(load)) {}

  std::string Get(int key) override {
    {
      boost::shared_lock<Mutex> lock(mutex_);
      const auto found = values_.find(key);
      if (found != values_.end()) return Hit(found->second);
    }
    boost::upgrade_lock<Mutex> lock(mutex_);
    const auto found = values_.find(key);
    if (found != values_.end()) return Hit(found->second);
    std::string value = load_(key);  // readers go on meanwhile
    boost::upgrade_to_unique_lock<Mutex> write(lock);
    return values_[key] = std::move(value);
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
