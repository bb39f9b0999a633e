// expect: parallelism parallelism-lost
// Right, but a visitor keeps everybody else out.
#include "cache.h"

#include <atomic>
#include <map>
#include <mutex>
#include <utility>

namespace {

class SharedCache : public Cache {
 public:
  explicit SharedCache(Loader load) : load_(std::move(load)) {}

  std::string Get(int key) override {
    std::lock_guard lock(mutex_);
    const auto found = values_.find(key);
    if (found != values_.end()) return Hit(found->second);
    return values_[key] = load_(key);
  }

  void Forget(int key) override {
    std::lock_guard lock(mutex_);
    values_.erase(key);
  }

  void ForEach(const Visitor& visit) const override {
    std::lock_guard lock(mutex_);
    for (const auto& [key, value] : values_) visit(key, value);
  }

  long Hits() const override { return hits_; }

 private:
  std::string Hit(const std::string& value) {
    ++hits_;
    return value;
  }

  const Loader load_;
  mutable std::mutex mutex_;
  std::map<int, std::string> values_;  // guarded by mutex_
  std::atomic<long> hits_ = 0;
};

}  // namespace

std::unique_ptr<Cache> NewCache(Loader load) {
  return std::make_unique<SharedCache>(std::move(load));
}
