// Each entry has a once_flag. A call that throws leaves it as it was.
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "cache.h"

namespace {

struct Entry {
  std::once_flag once;
  std::string value;
  std::atomic<bool> ready{false};
};

class OnceCache : public Cache {
 public:
  explicit OnceCache(Loader load) : load_(std::move(load)) {}

  std::string Get(int key) override {
    const std::shared_ptr<Entry> entry = EntryOf(key);
    bool loaded = false;
    std::call_once(entry->once, [&] {
      entry->value = load_(key);
      entry->ready = true;
      loaded = true;
    });
    if (!loaded) ++hits_;
    return entry->value;
  }

  void Forget(int key) override {
    std::lock_guard lock(mutex_);
    entries_.erase(key);
  }

  void ForEach(const Visitor& visit) const override {
    std::vector<std::pair<int, std::shared_ptr<Entry>>> all;
    {
      std::lock_guard lock(mutex_);
      all.assign(entries_.begin(), entries_.end());
    }
    for (const auto& [key, entry] : all) {
      if (entry->ready) visit(key, entry->value);
    }
  }

  long Hits() const override { return hits_; }

 private:
  std::shared_ptr<Entry> EntryOf(int key) {
    std::lock_guard lock(mutex_);
    auto& entry = entries_[key];
    if (!entry) entry = std::make_shared<Entry>();
    return entry;
  }

  const Loader load_;
  mutable std::mutex mutex_;
  std::map<int, std::shared_ptr<Entry>> entries_;  // guarded by mutex_
  std::atomic<long> hits_{0};
};

}  // namespace

std::unique_ptr<Cache> NewCache(Loader load) {
  return std::make_unique<OnceCache>(std::move(load));
}
