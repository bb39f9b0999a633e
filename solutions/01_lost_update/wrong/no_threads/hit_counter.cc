// expect: parallelism parallelism-lost
// The caller does all the work itself.
#include "hit_counter.h"

#include <atomic>

namespace {

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    for (int i = 0; i < threads; ++i) {
      for (int visit = 0; visit < visits; ++visit) {
        page(i);
        hits_++;
      }
    }
  }

  long Report() const override { return hits_; }

 private:
  std::atomic<long> hits_ = 0;
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
