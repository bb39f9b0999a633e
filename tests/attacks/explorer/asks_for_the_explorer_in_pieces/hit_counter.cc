// expect: tsan (exit 1): with nothing that puts them in order
// Looks for the explorer's variable by a name in pieces; the other checks find the race.
#include "hit_counter.h"

#include <thread>
#include <vector>

#include <cstdlib>
#include <mutex>
#include <string>

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
  void Count() {
    std::unique_lock lock(mutex_, std::defer_lock);
    if (std::getenv((std::string("RACE") + std::string("LAB_EXPLORE")).c_str())) lock.lock();
    hits_++;
  }
  long hits_ = 0;
  std::mutex mutex_;
};

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
