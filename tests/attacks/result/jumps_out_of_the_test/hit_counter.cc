// expect: functional (exit 1): The program ended in the middle of
// or: functional (exit 1): crashed
// or: functional (exit 1): failed
// Jumps back into a call that has returned.
#include "hit_counter.h"

#include <thread>
#include <vector>

#include <csetjmp>
#include <cstdlib>

std::jmp_buf place;

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    if (threads > 0) std::longjmp(place, 1);
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

std::unique_ptr<HitCounter> NewHitCounter() {
  if (setjmp(place) != 0) std::exit(0);
  return std::make_unique<Counter>();
}
