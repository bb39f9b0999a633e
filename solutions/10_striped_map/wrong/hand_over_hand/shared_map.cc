// expect: explore assertion
// Takes the lock of the next stripe before it lets the last one go, and thinks nobody can pass by.
#include "shared_map.h"

#include <array>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <unordered_map>

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

  size_t Size() const override { return Snapshot().size(); }

  std::map<unsigned, long> Snapshot() const override {
    std::map<unsigned, long> all;
    boost::unique_lock<boost::mutex> held;
    for (const Stripe& stripe : stripes_) {
      boost::unique_lock<boost::mutex> next(stripe.mutex);
      held.swap(next);  // the last one is let go at the end of this turn
      all.insert(stripe.values.begin(), stripe.values.end());
    }
    return all;
  }

 private:
  Stripe& StripeOf(unsigned key) { return stripes_[key % stripes_.size()]; }
  const Stripe& StripeOf(unsigned key) const { return stripes_[key % stripes_.size()]; }

  std::array<Stripe, 16> stripes_;
};

}  // namespace

std::unique_ptr<SharedMap> NewSharedMap() { return std::make_unique<StripedMap>(); }
