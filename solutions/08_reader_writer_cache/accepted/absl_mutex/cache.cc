// absl::Mutex is a shared lock, too.
#include "cache.h"

#include <atomic>
#include <map>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace {

class SharedCache : public Cache {
 public:
  explicit SharedCache(Loader load) : load_(std::move(load)) {}

  std::string Get(int key) override {
    {
      absl::ReaderMutexLock lock(&mutex_);
      const auto found = values_.find(key);
      if (found != values_.end()) return Hit(found->second);
    }
    absl::MutexLock lock(&mutex_);
    const auto found = values_.find(key);
    if (found != values_.end()) return Hit(found->second);
    return values_[key] = load_(key);
  }

  void Forget(int key) override {
    absl::MutexLock lock(&mutex_);
    values_.erase(key);
  }

  void ForEach(const Visitor& visit) const override {
    absl::ReaderMutexLock lock(&mutex_);
    for (const auto& [key, value] : values_) visit(key, value);
  }

  long Hits() const override { return hits_; }

 private:
  std::string Hit(const std::string& value) {
    ++hits_;
    return value;
  }

  const Loader load_;
  mutable absl::Mutex mutex_;
  std::map<int, std::string> values_ ABSL_GUARDED_BY(mutex_);
  std::atomic<long> hits_ = 0;
};

}  // namespace

std::unique_ptr<Cache> NewCache(Loader load) {
  return std::make_unique<SharedCache>(std::move(load));
}
