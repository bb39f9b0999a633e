// expect: build (exit 1): uses __tsan_acquire, which no file defines
// A pragma gives an innocent name the symbol of another function.
#include "hit_counter.h"

#include <thread>
#include <vector>

extern "C" void Nothing(void* address);
#pragma redefine_extname Nothing __tsan_acquire

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    std::vector<std::jthread> workers;
    for (int i = 0; i < threads; ++i) {
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
  void Count() {
    hits_++;
    Nothing(&hits_);
  }
  long hits_ = 0;
};

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
