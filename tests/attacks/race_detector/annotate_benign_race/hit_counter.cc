// expect: build (exit 1): uses AnnotateBenignRaceSized, which no file defines
// Calls the race benign.
#include "hit_counter.h"

#include <thread>
#include <vector>

extern "C" void AnnotateBenignRaceSized(const char*, int, const volatile void*, long, const char*);

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
  AnnotateBenignRaceSized("", 0, nullptr, 8, "it is fine");
  return std::make_unique<Counter>();
}
