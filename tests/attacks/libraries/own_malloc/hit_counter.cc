// expect: integrity (exit 4): a function of the system's library
// Defines malloc itself.
#include "hit_counter.h"

#include <thread>
#include <vector>

#include <cstdlib>

extern "C" void* malloc(size_t size) {
  static char memory[1 << 20];
  static size_t used = 0;
  return memory + (used += size);
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
