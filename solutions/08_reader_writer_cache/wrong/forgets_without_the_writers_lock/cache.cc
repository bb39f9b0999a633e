// expect: explore assertion
// Forget changes a copy of the map and does not keep other writers out: one of the two changes is
// lost.
#include "cache.h"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

namespace {

using Values = std::map<int, std::string>;

class SharedCache : public Cache {
 public:
  explicit SharedCache(Loader load) : load_(std::move(load)) {}

  std::string Get(int key) override {
    if (const auto values = Now(); values->count(key) > 0) return Hit(values->at(key));
    std::lock_guard lock(writers_);
    const auto values = Now();
    if (values->count(key) > 0) return Hit(values->at(key));
    auto changed = std::make_shared<Values>(*values);
    const std::string value = (*changed)[key] = load_(key);
    Replace(std::move(changed));
    return value;
  }

  void Forget(int key) override {
    auto changed = std::make_shared<Values>(*Now());
    changed->erase(key);
    Replace(std::move(changed));
  }

  void ForEach(const Visitor& visit) const override {
    const auto values = Now();  // lives as long as the loop
    for (const auto& [key, value] : *values) visit(key, value);
  }

  long Hits() const override { return hits_; }

 private:
  std::string Hit(const std::string& value) {
    ++hits_;
    return value;
  }
  std::shared_ptr<const Values> Now() const {
    std::lock_guard lock(mutex_);
    return values_;
  }
  void Replace(std::shared_ptr<const Values> values) {
    std::lock_guard lock(mutex_);
    values_.swap(values);  // the old one dies after the lock
  }

  const Loader load_;
  std::mutex writers_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Values> values_ = std::make_shared<Values>();  // guarded by mutex_
  std::atomic<long> hits_ = 0;
};

}  // namespace

std::unique_ptr<Cache> NewCache(Loader load) {
  return std::make_unique<SharedCache>(std::move(load));
}
