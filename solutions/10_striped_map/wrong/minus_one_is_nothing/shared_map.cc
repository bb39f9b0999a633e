// expect: functional assertion
// Erased keys stay where they are, with a value that nobody uses.
#include "shared_map.h"

#include <array>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <unordered_map>
#include <vector>

namespace {

using Guard = boost::lock_guard<boost::mutex>;

constexpr long kErased = -1;

struct Stripe {
  mutable boost::mutex mutex;
  std::unordered_map<unsigned, long> values;  // guarded by mutex
};

class StripedMap : public SharedMap {
 public:
  void Update(unsigned key, const Change& change) override {
    Stripe& stripe = StripeOf(key);
    Guard guard(stripe.mutex);
    long& value = stripe.values.try_emplace(key, kErased).first->second;
    if (value == kErased) value = 0;
    change(value);
  }

  bool Get(unsigned key, long* value) const override {
    const Stripe& stripe = StripeOf(key);
    Guard guard(stripe.mutex);
    const auto found = stripe.values.find(key);
    if (found == stripe.values.end() || found->second == kErased) return false;
    *value = found->second;
    return true;
  }

  bool Erase(unsigned key) override {
    Stripe& stripe = StripeOf(key);
    Guard guard(stripe.mutex);
    const auto found = stripe.values.find(key);
    if (found == stripe.values.end() || found->second == kErased) return false;
    found->second = kErased;
    return true;
  }

  size_t Size() const override {
    const auto locks = LockAll();
    size_t size = 0;
    for (const Stripe& stripe : stripes_) {
      for (const auto& entry : stripe.values) size += entry.second != kErased;
    }
    return size;
  }

  std::map<unsigned, long> Snapshot() const override {
    const auto locks = LockAll();
    std::map<unsigned, long> all;
    for (const Stripe& stripe : stripes_) {
      for (const auto& entry : stripe.values) {
        if (entry.second != kErased) all.insert(entry);
      }
    }
    return all;
  }

 private:
  using Locks = std::vector<boost::unique_lock<boost::mutex>>;

  Stripe& StripeOf(unsigned key) { return stripes_[key % stripes_.size()]; }
  const Stripe& StripeOf(unsigned key) const { return stripes_[key % stripes_.size()]; }

  // Always from the first to the last, so two of these cannot wait for each other.
  Locks LockAll() const {
    Locks locks;
    for (const Stripe& stripe : stripes_) locks.emplace_back(stripe.mutex);
    return locks;
  }

  std::array<Stripe, 16> stripes_;
};

}  // namespace

std::unique_ptr<SharedMap> NewSharedMap() { return std::make_unique<StripedMap>(); }
