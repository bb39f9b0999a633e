// Stripes with absl::Mutex, shared by those who only read; an atomic counts the keys.
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
    absl::MutexLock lock(&stripe.mutex);
    const auto [entry, is_new] = stripe.values.try_emplace(key, 0);
    if (is_new) ++size_;
    change(entry->second);
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

  // The key cannot be seen before it is counted: its stripe is locked until then.
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
