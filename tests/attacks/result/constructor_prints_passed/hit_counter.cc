// expect: integrity (exit 4): the attribute 'constructor' runs code
// Prints that everything passed and ends, before the tests start.
#include "hit_counter.h"

#include <thread>
#include <vector>

#include <unistd.h>

#include <cstdio>

__attribute__((constructor)) void Forge() {
  std::puts("[  PASSED  ] 99 tests.");
  std::fflush(stdout);
  _exit(0);
}

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
