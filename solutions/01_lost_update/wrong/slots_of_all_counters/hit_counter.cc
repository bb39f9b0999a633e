// expect: explore data-race
// Each thread counts in a slot of its own; but the slots are those of all counters, and two may
// serve at once.
#include "hit_counter.h"

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/thread_only.hpp>
#include <vector>

namespace {

class LockedHitCounter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    slots_.assign(threads, 0);
    std::vector<boost::thread> workers;
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([this, i, visits, &page] { Work(i, visits, page); });
    }
    for (boost::thread& worker : workers) worker.join();
    boost::lock_guard<boost::mutex> lock(mutex_);
    for (long n : slots_) hits_ += n;
  }

  long Report() const override {
    boost::lock_guard<boost::mutex> lock(mutex_);
    return hits_;
  }

 private:
  void Work(int thread, int visits, const Page& page) {
    for (int i = 0; i < visits; ++i) {
      page(thread);
      ++slots_[thread];
    }
  }

  static inline std::vector<long> slots_;
  mutable boost::mutex mutex_;
  long hits_ = 0;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<LockedHitCounter>(); }
