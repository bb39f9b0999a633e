// expect: tsan (exit 1): with nothing that puts them in order
// Each thread sleeps a little longer than the one before.
#include "hit_counter.h"

#include <thread>
#include <vector>

#include <chrono>

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    std::vector<std::jthread> workers;
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([=, this, &page] {
        std::this_thread::sleep_for(std::chrono::milliseconds(20 * i));
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
