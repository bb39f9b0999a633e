// expect: build (exit 1): hit_counter.cc defines operator new
// Replaces the operator new of the whole program.
#include "hit_counter.h"

#include <thread>
#include <vector>

#include <cstdlib>
#include <new>

void* operator new(size_t size) { return std::calloc(size, 2); }

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
