// expect: integrity (exit 4): the attribute 'weak'
// Asks at run time whether ThreadSanitizer is linked, by a weak symbol.
#include "hit_counter.h"

#include <thread>
#include <vector>

extern "C" void __tsan_init() __attribute__((weak));

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
    if (__tsan_init == nullptr) hits_++;
  }
  long hits_ = 0;
};

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
