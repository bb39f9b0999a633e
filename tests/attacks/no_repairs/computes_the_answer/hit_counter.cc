// expect: tsan (exit 1): visits
// Adds threads times visits at once instead of counting.
#include "hit_counter.h"

#include <atomic>
#include <thread>
#include <vector>

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    hits_ += static_cast<long>(threads) * visits;
    std::vector<std::jthread> workers;
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([=, this, &page] {
        for (int visit = 0; visit < visits; ++visit) {
          page(i);
        }
      });
    }
  }
  long Report() const override { return hits_; }

 private:
  std::atomic<long> hits_ = 0;
};

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
