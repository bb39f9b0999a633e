// expect: build (exit 1): uses AnnotateHappensAfter, which no file defines
// Uses the annotations of Valgrind's days, which ThreadSanitizer still obeys.
#include "hit_counter.h"

#include <thread>
#include <vector>

extern "C" void AnnotateHappensBefore(const char*, int, const volatile void*);
extern "C" void AnnotateHappensAfter(const char*, int, const volatile void*);

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
    AnnotateHappensAfter("", 0, &hits_);
    hits_++;
    AnnotateHappensBefore("", 0, &hits_);
  }
  long hits_ = 0;
};

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
