// expect: parallelism parallelism-lost
// Looks for the key as a writer, so that it waits for those who visit.
#include "cache.h"

#include <atomic>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <map>
#include <utility>

namespace {

using SharedLock = boost::shared_lock<boost::shared_mutex>;
using WriteLock = boost::unique_lock<boost::shared_mutex>;

class SharedCache : public Cache {
 public:
  explicit SharedCache(Loader load) : load_(std::move(load)) {}

  std::string Get(int key) override {
    WriteLock lock(mutex_);
    const auto found = values_.find(key);  // somebody may have been faster
    if (found != values_.end()) return Hit(found->second);
    return values_[key] = load_(key);
  }

  void Forget(int key) override {
    WriteLock lock(mutex_);
    values_.erase(key);
  }

  void ForEach(const Visitor& visit) const override {
    SharedLock lock(mutex_);
    for (const auto& [key, value] : values_) visit(key, value);
  }

  long Hits() const override { return hits_; }

 private:
  std::string Hit(const std::string& value) {
    ++hits_;
    return value;
  }

  const Loader load_;
  mutable boost::shared_mutex mutex_;
  std::map<int, std::string> values_;  // guarded by mutex_
  std::atomic<long> hits_ = 0;
};

}  // namespace

std::unique_ptr<Cache> NewCache(Loader load) {
  return std::make_unique<SharedCache>(std::move(load));
}
