// pthread_rwlock_t in two small guard classes.
#include <pthread.h>

#include <map>
#include <utility>

#include "cache.h"

namespace {

class ReadGuard {
 public:
  explicit ReadGuard(pthread_rwlock_t& lock) : lock_(lock) { pthread_rwlock_rdlock(&lock_); }
  ~ReadGuard() { pthread_rwlock_unlock(&lock_); }
  ReadGuard(const ReadGuard&) = delete;

 private:
  pthread_rwlock_t& lock_;
};

class WriteGuard {
 public:
  explicit WriteGuard(pthread_rwlock_t& lock) : lock_(lock) { pthread_rwlock_wrlock(&lock_); }
  ~WriteGuard() { pthread_rwlock_unlock(&lock_); }
  WriteGuard(const WriteGuard&) = delete;

 private:
  pthread_rwlock_t& lock_;
};

class RwCache : public Cache {
 public:
  explicit RwCache(Loader load) : load_(std::move(load)) {}
  ~RwCache() override { pthread_rwlock_destroy(&lock_); }

  std::string Get(int key) override {
    std::string value;
    {
      ReadGuard guard(lock_);
      if (Find(key, &value)) return value;
    }
    WriteGuard guard(lock_);
    if (Find(key, &value)) return value;
    value = load_(key);
    values_.emplace(key, value);
    return value;
  }

  void Forget(int key) override {
    WriteGuard guard(lock_);
    values_.erase(key);
  }

  void ForEach(const Visitor& visit) const override {
    ReadGuard guard(lock_);
    for (const auto& entry : values_) visit(entry.first, entry.second);
  }

  long Hits() const override { return __atomic_load_n(&hits_, __ATOMIC_RELAXED); }

 private:
  bool Find(int key, std::string* value) {
    const auto found = values_.find(key);
    if (found == values_.end()) return false;
    *value = found->second;
    __atomic_fetch_add(&hits_, 1, __ATOMIC_RELAXED);
    return true;
  }

  const Loader load_;
  mutable pthread_rwlock_t lock_ = PTHREAD_RWLOCK_INITIALIZER;
  std::map<int, std::string> values_;
  long hits_ = 0;
};

}  // namespace

std::unique_ptr<Cache> NewCache(Loader load) { return std::make_unique<RwCache>(std::move(load)); }
