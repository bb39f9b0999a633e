// expect: functional (exit 1): far too much memory
// or: functional (exit 1): signal 6
// Takes memory without end.
#include "hit_counter.h"

#include <atomic>
#include <thread>
#include <vector>

#include <cstring>

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
  void Count() { hits_.fetch_add(1); }
  std::atomic<long> hits_ = 0;
};

std::unique_ptr<HitCounter> NewHitCounter() {
  for (;;) std::memset(new char[64 << 20], 1, 64 << 20);
  return std::make_unique<Counter>();
}
