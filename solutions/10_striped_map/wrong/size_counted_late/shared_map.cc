// expect: explore assertion
// Counts a key when its stripe is free again: others have seen it, and it does not count yet.
#include "shared_map.h"

#include <array>
#include <atomic>
#include <unordered_map>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace {

struct Stripe {
  mutable absl::Mutex mutex;
  std::unordered_map<unsigned, long> values ABSL_GUARDED_BY(mutex);
};

class StripedMap : public SharedMap {
 public:
  void Update(unsigned key, const Change& change) override {
    Stripe& stripe = StripeOf(key);
    bool is_new;
    {
      absl::MutexLock lock(&stripe.mutex);
      is_new = stripe.values.count(key) == 0;
      change(stripe.values[key]);
    }
    if (is_new) ++size_;
  }

  bool Get(unsigned key, long* value) const override {
    const Stripe& stripe = StripeOf(key);
    absl::ReaderMutexLock lock(&stripe.mutex);
    const auto found = stripe.values.find(key);
    if (found == stripe.values.end()) return false;
    *value = found->second;
    return true;
  }

  bool Erase(unsigned key) override {
    Stripe& stripe = StripeOf(key);
    absl::MutexLock lock(&stripe.mutex);
    if (stripe.values.erase(key) == 0) return false;
    --size_;
    return true;
  }

  size_t Size() const override { return size_; }

  std::map<unsigned, long> Snapshot() const override ABSL_NO_THREAD_SAFETY_ANALYSIS {
    for (const Stripe& stripe : stripes_) stripe.mutex.ReaderLock();
    std::map<unsigned, long> all;
    for (const Stripe& stripe : stripes_) all.insert(stripe.values.begin(), stripe.values.end());
    for (const Stripe& stripe : stripes_) stripe.mutex.ReaderUnlock();
    return all;
  }

 private:
  Stripe& StripeOf(unsigned key) { return stripes_[key % stripes_.size()]; }
  const Stripe& StripeOf(unsigned key) const { return stripes_[key % stripes_.size()]; }

  std::array<Stripe, 16> stripes_;
  std::atomic<size_t> size_ = 0;
};

}  // namespace

std::unique_ptr<SharedMap> NewSharedMap() { return std::make_unique<StripedMap>(); }
