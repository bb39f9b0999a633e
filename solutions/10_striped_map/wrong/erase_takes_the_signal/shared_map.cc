// expect: explore lost-wakeup
// Who erases is woken, and does not hand the signal on: the next one who waits sleeps for ever.
#include "shared_map.h"

#include <condition_variable>
#include <mutex>
#include <set>
#include <unordered_map>

namespace {

class BusyKeys : public SharedMap {
 public:
  void Update(unsigned key, const Change& change) override {
    std::unique_lock lock(mutex_);
    not_busy_.wait(lock, [&] { return busy_.count(key) == 0; });
    busy_.insert(key);
    const auto found = values_.find(key);
    long value = found == values_.end() ? 0 : found->second;
    lock.unlock();
    change(value);
    lock.lock();
    values_[key] = value;
    busy_.erase(key);
    not_busy_.notify_one();
  }

  bool Get(unsigned key, long* value) const override {
    std::lock_guard lock(mutex_);
    const auto found = values_.find(key);
    if (found == values_.end()) return false;
    *value = found->second;
    return true;
  }

  bool Erase(unsigned key) override {
    std::unique_lock lock(mutex_);
    not_busy_.wait(lock, [&] { return busy_.count(key) == 0; });
    return values_.erase(key) > 0;
  }

  size_t Size() const override {
    std::lock_guard lock(mutex_);
    return values_.size();
  }

  std::map<unsigned, long> Snapshot() const override {
    std::lock_guard lock(mutex_);
    return {values_.begin(), values_.end()};
  }

 private:
  mutable std::mutex mutex_;  // guards all below; never held during a change
  std::condition_variable not_busy_;
  std::unordered_map<unsigned, long> values_;
  std::set<unsigned> busy_;
};

}  // namespace

std::unique_ptr<SharedMap> NewSharedMap() { return std::make_unique<BusyKeys>(); }
