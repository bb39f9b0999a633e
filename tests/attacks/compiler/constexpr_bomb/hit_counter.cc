// expect: build (exit 1): must be initialized by a constant expression
// or: build (exit 1): hit_counter.cc
// Makes the compiler count without end.
#include "hit_counter.h"

#include <thread>
#include <vector>

constexpr unsigned long Fibonacci(int n) { return n < 2 ? n : Fibonacci(n - 1) + Fibonacci(n - 2); }
constexpr unsigned long kLarge = Fibonacci(60);
static_assert(kLarge > 0);

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
