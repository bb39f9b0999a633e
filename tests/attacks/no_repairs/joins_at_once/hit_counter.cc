// expect: parallelism (exit 1): no longer run side by side
// or: parallelism (exit 1): However many processors
// Starts a thread only when the one before has ended.
#include "hit_counter.h"

#include <thread>
#include <vector>

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    std::vector<std::jthread> workers;
    for (int i = 0; i < threads; ++i) {
      if (!workers.empty()) workers.back().join();
      workers.emplace_back([=, this, &page] {
        for (int visit = 0; visit < visits; ++visit) {
          page(i);
          Count();
        }
      });
    }
  }
  long Report() const override { return hits_; }

 private:
  void Count() { hits_++; }
  long hits_ = 0;
};

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
