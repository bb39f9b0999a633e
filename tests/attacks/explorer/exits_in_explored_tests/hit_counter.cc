// expect: explore (exit 1): The program ended in the middle of the test
// Ends the program with success in a test that the explorer runs.
#include "hit_counter.h"

#include <atomic>
#include <thread>
#include <vector>

#include <unistd.h>

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    if (threads == 2 && visits == 2) _exit(0);
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
