// expect: build (exit 1): uses racelab_complete, which no file defines
// Calls the function that tells the explorer that an execution went well.
#include "hit_counter.h"

#include <thread>
#include <vector>

extern "C" void racelab_complete();

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

std::unique_ptr<HitCounter> NewHitCounter() {
  racelab_complete();
  return std::make_unique<Counter>();
}
