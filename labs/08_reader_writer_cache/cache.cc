// The cache. Nearly every call finds its key, so a shared lock lets all of them in at once.
#include "cache.h"

#include <boost/thread/lock_types.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <map>
#include <utility>

namespace {

using SharedLock = boost::shared_lock<boost::shared_mutex>;

class SharedCache : public Cache {
 public:
  explicit SharedCache(Loader load) : load_(std::move(load)) {}

  std::string Get(int key) override {
    const std::string* value = Find(key);
    if (value == nullptr) return Add(key);
    ++hits_;
    return *value;
  }

  void Forget(int key) override {
    boost::unique_lock<boost::shared_mutex> lock(mutex_);
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

  std::string Add(int key) {
    SharedLock lock(mutex_);
    return values_[key] = load_(key);
  }

  const Loader load_;
  mutable boost::shared_mutex mutex_;
  std::map<int, std::string> values_;  // guarded by mutex_
  long hits_ = 0;
};

}  // namespace

std::unique_ptr<Cache> NewCache(Loader load) {
  return std::make_unique<SharedCache>(std::move(load));
}
