// expect: explore use-after-free
// Find returns a pointer into the map. When it is used, the entry may be gone.
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
    if (const std::string* value = Find(key)) return Hit(*value);
    WriteLock lock(mutex_);
    const auto found = values_.find(key);
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
  const std::string* Find(int key) const {
    SharedLock lock(mutex_);
    const auto found = values_.find(key);
    return found == values_.end() ? nullptr : &found->second;
  }
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
