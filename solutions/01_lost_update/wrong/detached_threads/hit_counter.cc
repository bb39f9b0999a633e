// expect: tsan data-race
// Detached threads, and a count of those that are through, taken one step too early.
#include "hit_counter.h"

#include <atomic>
#include <thread>

namespace {

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    std::atomic<int> running = threads;
    for (int i = 0; i < threads; ++i) {
      std::thread([this, i, visits, &page, &running] {
        for (int visit = 0; visit < visits; ++visit) {
          page(i);
          if (visit == visits - 1) --running;  // the last visit is not counted yet
          hits_.fetch_add(1);
        }
        if (visits == 0) --running;
      }).detach();
    }
    while (running > 0) std::this_thread::yield();
  }

  long Report() const override { return hits_; }

 private:
  std::atomic<long> hits_ = 0;
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
