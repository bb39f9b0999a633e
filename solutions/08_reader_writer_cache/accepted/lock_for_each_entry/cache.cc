// A lock for each entry: who wants a key that is being loaded waits for that entry only.
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/shared_lock_guard.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>

#include "cache.h"

namespace {

class Entry {
 public:
  std::pair<std::string, bool> Get(const Loader& load, int key) {
    boost::lock_guard<boost::mutex> guard(mutex_);
    const bool hit = value_.has_value();
    if (!hit) value_.emplace(load(key));
    return {*value_, hit};
  }
  std::optional<std::string> Peek() {
    // A load that is under way is no entry yet.
    boost::unique_lock<boost::mutex> guard(mutex_, boost::try_to_lock);
    if (!guard.owns_lock()) guard.lock();
    return value_;
  }

 private:
  boost::mutex mutex_;
  std::optional<std::string> value_;
};

class EntryCache : public Cache {
 public:
  explicit EntryCache(Loader load) : load_(std::move(load)) {}

  std::string Get(int key) override {
    auto [value, hit] = Find(key)->Get(load_, key);
    if (hit) {
      boost::lock_guard<boost::mutex> guard(statistics_);
      ++hits_;
    }
    return value;
  }

  void Forget(int key) override {
    boost::lock_guard<boost::shared_mutex> guard(mutex_);
    entries_.erase(key);
  }

  void ForEach(const Visitor& visit) const override {
    std::unordered_map<int, std::shared_ptr<Entry>> all;
    {
      boost::shared_lock_guard<boost::shared_mutex> guard(mutex_);
      all = entries_;
    }
    for (const auto& [key, entry] : all) {
      if (const auto value = entry->Peek()) visit(key, *value);
    }
  }

  long Hits() const override {
    boost::lock_guard<boost::mutex> guard(statistics_);
    return hits_;
  }

 private:
  std::shared_ptr<Entry> Find(int key) {
    {
      boost::shared_lock_guard<boost::shared_mutex> guard(mutex_);
      const auto found = entries_.find(key);
      if (found != entries_.end()) return found->second;
    }
    boost::lock_guard<boost::shared_mutex> guard(mutex_);
    return entries_.try_emplace(key, std::make_shared<Entry>()).first->second;
  }

  const Loader load_;
  mutable boost::shared_mutex mutex_;
  std::unordered_map<int, std::shared_ptr<Entry>> entries_;  // guarded by mutex_
  mutable boost::mutex statistics_;
  long hits_ = 0;  // guarded by statistics_
};

}  // namespace

std::unique_ptr<Cache> NewCache(Loader load) {
  return std::make_unique<EntryCache>(std::move(load));
}
