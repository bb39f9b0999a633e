// expect: parallelism parallelism-lost
// There are seats for eight visitors; the ninth waits until one goes.
#include "cache.h"

#include <atomic>
#include <map>
#include <mutex>
#include <semaphore>
#include <shared_mutex>
#include <utility>

namespace {

using SharedLock = std::shared_lock<std::shared_mutex>;
using WriteLock = std::unique_lock<std::shared_mutex>;

class SharedCache : public Cache {
 public:
  explicit SharedCache(Loader load) : load_(std::move(load)) {}

  std::string Get(int key) override {
    {
      SharedLock lock(mutex_);
      const auto found = values_.find(key);
      if (found != values_.end()) return Hit(found->second);
    }
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
    seats_.acquire();
    for (const auto& [key, value] : values_) visit(key, value);
    seats_.release();
  }

  long Hits() const override { return hits_; }

 private:
  std::string Hit(const std::string& value) {
    ++hits_;
    return value;
  }

  mutable std::counting_semaphore<8> seats_{8};
  const Loader load_;
  mutable std::shared_mutex mutex_;
  std::map<int, std::string> values_;  // guarded by mutex_
  std::atomic<long> hits_ = 0;
};

}  // namespace

std::unique_ptr<Cache> NewCache(Loader load) {
  return std::make_unique<SharedCache>(std::move(load));
}
