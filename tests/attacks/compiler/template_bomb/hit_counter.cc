// expect: build (exit 1): is not a constant expression
// or: build (exit 1): hit_counter.cc
// Makes the compiler instantiate templates without end.
#include "hit_counter.h"

#include <thread>
#include <vector>

template <int N>
struct Tree {
  Tree<2 * N> left;
  Tree<2 * N + 1> right;
};
Tree<1> tree;

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
