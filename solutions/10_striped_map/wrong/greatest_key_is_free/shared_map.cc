// expect: functional assertion
// Each stripe is a table of its own; the greatest key marks a place that is free.
#include "shared_map.h"

#include <array>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/lock_types.hpp>
#include <boost/thread/mutex.hpp>
#include <vector>

namespace {

using Guard = boost::lock_guard<boost::mutex>;

constexpr unsigned kFree = -1;

struct Place {
  unsigned key = kFree;
  long value = 0;
};

struct Stripe {
  mutable boost::mutex mutex;
  std::vector<Place> places;  // guarded by mutex

  Place* Find(unsigned key) {
    for (Place& place : places) {
      if (place.key == key) return &place;
    }
    return nullptr;
  }
};

class StripedMap : public SharedMap {
 public:
  void Update(unsigned key, const Change& change) override {
    Stripe& stripe = StripeOf(key);
    Guard guard(stripe.mutex);
    Place* place = stripe.Find(key);
    if (place == nullptr) place = stripe.Find(kFree);
    if (place == nullptr) place = &stripe.places.emplace_back();
    if (place->key != key) *place = {key, 0};
    change(place->value);
  }

  bool Get(unsigned key, long* value) const override {
    Stripe& stripe = const_cast<StripedMap*>(this)->StripeOf(key);
    Guard guard(stripe.mutex);
    const Place* place = stripe.Find(key);
    if (place == nullptr) return false;
    *value = place->value;
    return true;
  }

  bool Erase(unsigned key) override {
    Stripe& stripe = StripeOf(key);
    Guard guard(stripe.mutex);
    Place* place = stripe.Find(key);
    if (place != nullptr) place->key = kFree;
    return place != nullptr;
  }

  size_t Size() const override {
    const auto locks = LockAll();
    size_t size = 0;
    for (const Stripe& stripe : stripes_) {
      for (const Place& place : stripe.places) size += place.key != kFree;
    }
    return size;
  }

  std::map<unsigned, long> Snapshot() const override {
    const auto locks = LockAll();
    std::map<unsigned, long> all;
    for (const Stripe& stripe : stripes_) {
      for (const Place& place : stripe.places) {
        if (place.key != kFree) all[place.key] = place.value;
      }
    }
    return all;
  }

 private:
  using Locks = std::vector<boost::unique_lock<boost::mutex>>;

  Stripe& StripeOf(unsigned key) { return stripes_[key % stripes_.size()]; }

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
