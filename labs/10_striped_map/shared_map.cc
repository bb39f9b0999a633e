// The map. One lock guards all of it, also while a change takes its time.
#include "shared_map.h"

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <unordered_map>

namespace {

using Guard = boost::lock_guard<boost::mutex>;

class LockedMap : public SharedMap {
 public:
  void Update(unsigned key, const Change& change) override {
    Guard guard(mutex_);
    change(values_[key]);
  }

  bool Get(unsigned key, long* value) const override {
    Guard guard(mutex_);
    const auto found = values_.find(key);
    if (found == values_.end()) return false;
    *value = found->second;
    return true;
  }

  bool Erase(unsigned key) override {
    Guard guard(mutex_);
    return values_.erase(key) > 0;
  }

  size_t Size() const override {
    Guard guard(mutex_);
    return values_.size();
  }

  std::map<unsigned, long> Snapshot() const override {
    Guard guard(mutex_);
    return {values_.begin(), values_.end()};
  }

 private:
  mutable boost::mutex mutex_;
  std::unordered_map<unsigned, long> values_;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<SharedMap> NewSharedMap() { return std::make_unique<LockedMap>(); }
