// expect: build (exit 1): hit_counter.cc
// A few lines of macros that grow to gigabytes.
#include "hit_counter.h"

#include <thread>
#include <vector>

#define A0(x) x x x x x x x x x x
#define A1(x) A0(A0(x))
#define B(x) A1(A1(A1(A1(x))))
#define D(x) B(B(B(x)))
const char* const text = D("boom");

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
