// expect: functional assertion
// An empty value means that nothing is there: it is loaded again and again.
#include <atomic>
#include <map>
#include <mutex>
#include <shared_mutex>

#include "cache.h"
namespace {
class EmptyCache : public Cache {
 public:
  explicit EmptyCache(Loader load) : load_(std::move(load)) {}
  std::string Get(int key) override {
    {
      std::shared_lock lock(mutex_);
      const auto found = values_.find(key);
      if (found != values_.end() && !found->second.empty()) {
        ++hits_;
        return found->second;
      }
    }
    std::unique_lock lock(mutex_);
    std::string& value = values_[key];
    if (!value.empty()) {
      ++hits_;
      return value;
    }
    try {
      value = load_(key);
    } catch (...) {
      values_.erase(key);
      throw;
    }
    return value;
  }
  void Forget(int key) override {
    std::unique_lock lock(mutex_);
    values_.erase(key);
  }
  void ForEach(const Visitor& visit) const override {
    std::shared_lock lock(mutex_);
    for (const auto& [key, value] : values_) visit(key, value);
  }
  long Hits() const override { return hits_; }

 private:
  const Loader load_;
  mutable std::shared_mutex mutex_;
  std::map<int, std::string> values_;
  std::atomic<long> hits_ = 0;
};
}  // namespace
std::unique_ptr<Cache> NewCache(Loader load) {
  return std::make_unique<EmptyCache>(std::move(load));
}
