// expect: explore assertion
// Counts stripe by stripe until two counts agree: a key that moves to and fro deceives both.
#include "shared_map.h"

#include <array>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <unordered_map>
#include <vector>

namespace {

using Guard = boost::lock_guard<boost::mutex>;

struct Stripe {
  mutable boost::mutex mutex;
  std::unordered_map<unsigned, long> values;  // guarded by mutex
};

class StripedMap : public SharedMap {
 public:
  void Update(unsigned key, const Change& change) override {
    Stripe& stripe = StripeOf(key);
    Guard guard(stripe.mutex);
    change(stripe.values[key]);
  }

  bool Get(unsigned key, long* value) const override {
    const Stripe& stripe = StripeOf(key);
    Guard guard(stripe.mutex);
    const auto found = stripe.values.find(key);
    if (found == stripe.values.end()) return false;
    *value = found->second;
    return true;
  }

  bool Erase(unsigned key) override {
    Stripe& stripe = StripeOf(key);
    Guard guard(stripe.mutex);
    return stripe.values.erase(key) > 0;
  }

  size_t Size() const override {
    for (size_t before = AddUp();;) {
      const size_t size = AddUp();
      if (size == before) return size;
      before = size;
    }
  }

  std::map<unsigned, long> Snapshot() const override {
    const auto locks = LockAll();
    std::map<unsigned, long> all;
    for (const Stripe& stripe : stripes_) all.insert(stripe.values.begin(), stripe.values.end());
    return all;
  }

 private:
  using Locks = std::vector<boost::unique_lock<boost::mutex>>;

  Stripe& StripeOf(unsigned key) { return stripes_[key % stripes_.size()]; }
  const Stripe& StripeOf(unsigned key) const { return stripes_[key % stripes_.size()]; }

  size_t AddUp() const {
    size_t size = 0;
    for (const Stripe& stripe : stripes_) {
      Guard guard(stripe.mutex);
      size += stripe.values.size();
    }
    return size;
  }

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
