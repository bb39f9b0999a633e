// expect: explore-2 assertion
// Raises the version when the stripe is free again: who counts then does not know of the change.
#include "shared_map.h"

#include <array>
#include <atomic>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <cstdint>
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
    {
      Guard guard(stripe.mutex);
      change(stripe.values[key]);
    }
    ++version_;
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
    bool erased;
    {
      Guard guard(stripe.mutex);
      erased = stripe.values.erase(key) > 0;
    }
    ++version_;
    return erased;
  }

  size_t Size() const override { return Snapshot().size(); }

  std::map<unsigned, long> Snapshot() const override {
    for (;;) {
      const uint64_t before = version_;
      std::map<unsigned, long> all;
      for (const Stripe& stripe : stripes_) {
        Guard guard(stripe.mutex);
        all.insert(stripe.values.begin(), stripe.values.end());
      }
      if (version_ == before) return all;  // nothing changed in between: true all the time
    }
  }

 private:
  Stripe& StripeOf(unsigned key) { return stripes_[Index(key)]; }
  const Stripe& StripeOf(unsigned key) const { return stripes_[Index(key)]; }
  static size_t Index(unsigned key) { return (key * 2654435769u) >> 28; }

  std::array<Stripe, 16> stripes_;
  std::atomic<uint64_t> version_ = 0;  // counts changes
};

}  // namespace

std::unique_ptr<SharedMap> NewSharedMap() { return std::make_unique<StripedMap>(); }
