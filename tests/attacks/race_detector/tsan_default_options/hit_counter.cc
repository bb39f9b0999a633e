// expect: build (exit 1): defines __tsan_default_options, but
// Switches ThreadSanitizer's reports off by its own hook for options.
#include "hit_counter.h"

#include <thread>
#include <vector>

extern "C" const char* __tsan_default_options() { return "report_bugs=0:exitcode=0"; }

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
  void Count() { hits_++; }
  long hits_ = 0;
};

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
