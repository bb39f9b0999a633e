// expect: explore (exit 1): wait
// Holds one lock around everything.
#include "hit_counter.h"

#include <thread>
#include <vector>

#include <mutex>

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    std::vector<std::jthread> workers;
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([=, this, &page] {
        for (int visit = 0; visit < visits; ++visit) {
          std::lock_guard lock(mutex_);
          page(i);
          Count();
        }
      });
    }
  }
  long Report() const override {
    std::lock_guard lock(mutex_);
    return hits_;
  }

 private:
  void Count() { hits_++; }
  long hits_ = 0;
  mutable std::mutex mutex_;
};

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
