// expect: explore assertion
// Sees under a shared lock that the key is new, and adds it later: by then it may be there.
#include "shared_map.h"

#include <array>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/shared_mutex.hpp>
#include <unordered_map>
#include <vector>

namespace {

using Guard = boost::lock_guard<boost::shared_mutex>;

struct Stripe {
  mutable boost::shared_mutex mutex;
  std::unordered_map<unsigned, long> values;  // guarded by mutex
};

class StripedMap : public SharedMap {
 public:
  void Update(unsigned key, const Change& change) override {
    Stripe& stripe = StripeOf(key);
    boost::shared_lock<boost::shared_mutex> shared(stripe.mutex);
    const bool is_new = stripe.values.count(key) == 0;
    shared.unlock();
    Guard guard(stripe.mutex);
    if (is_new) stripe.values[key] = 0;
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
    const auto locks = LockAll();
    size_t size = 0;
    for (const Stripe& stripe : stripes_) size += stripe.values.size();
    return size;
  }

  std::map<unsigned, long> Snapshot() const override {
    const auto locks = LockAll();
    std::map<unsigned, long> all;
    for (const Stripe& stripe : stripes_) all.insert(stripe.values.begin(), stripe.values.end());
    return all;
  }

 private:
  using Locks = std::vector<boost::unique_lock<boost::shared_mutex>>;

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
