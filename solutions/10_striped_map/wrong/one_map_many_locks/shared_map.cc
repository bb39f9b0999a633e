// expect: tsan data-race
// Sixteen locks for one map: two keys with two locks change the same buckets.
#include "shared_map.h"

#include <array>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <unordered_map>
#include <vector>

namespace {

using Guard = boost::lock_guard<boost::mutex>;

class StripedMap : public SharedMap {
 public:
  void Update(unsigned key, const Change& change) override {
    Guard guard(MutexOf(key));
    change(values_[key]);
  }

  bool Get(unsigned key, long* value) const override {
    Guard guard(MutexOf(key));
    const auto found = values_.find(key);
    if (found == values_.end()) return false;
    *value = found->second;
    return true;
  }

  bool Erase(unsigned key) override {
    Guard guard(MutexOf(key));
    return values_.erase(key) > 0;
  }

  size_t Size() const override {
    const auto locks = LockAll();
    return values_.size();
  }

  std::map<unsigned, long> Snapshot() const override {
    const auto locks = LockAll();
    return {values_.begin(), values_.end()};
  }

 private:
  using Locks = std::vector<boost::unique_lock<boost::mutex>>;

  boost::mutex& MutexOf(unsigned key) const { return mutexes_[key % mutexes_.size()]; }

  // Always from the first to the last, so two of these cannot wait for each other.
  Locks LockAll() const {
    Locks locks;
    for (boost::mutex& mutex : mutexes_) locks.emplace_back(mutex);
    return locks;
  }

  mutable std::array<boost::mutex, 16> mutexes_;
  std::unordered_map<unsigned, long> values_;
};

}  // namespace

std::unique_ptr<SharedMap> NewSharedMap() { return std::make_unique<StripedMap>(); }
