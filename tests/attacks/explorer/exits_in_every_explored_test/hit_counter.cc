// expect: pass (exit 0): Passed
// Ends the program where it finds the explorer's variable; the runtime has taken that away.
#include "hit_counter.h"

#include <atomic>
#include <thread>
#include <vector>

#include <unistd.h>

#include <cstdlib>
#include <string>

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    if (std::getenv((std::string("RACE") + std::string("LAB_EXPLORE")).c_str())) _exit(0);
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

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
