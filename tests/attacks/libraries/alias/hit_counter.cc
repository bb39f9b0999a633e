// expect: integrity (exit 4): the attribute 'alias'
// Gives a function the name of another one as an alias.
#include "hit_counter.h"

#include <thread>
#include <vector>

extern "C" int Nothing() { return 0; }
extern "C" int __attribute__((alias("Nothing"))) usleep_not();

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
