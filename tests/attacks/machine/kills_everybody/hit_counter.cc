// expect: explore (exit 3): what the explorer does not control
// or: functional (exit 4): The program ended the process that watches it
// Kills every process that it may kill.
#include "hit_counter.h"

#include <atomic>
#include <thread>
#include <vector>

#include <unistd.h>

#include <csignal>

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
  kill(-1, SIGKILL);
  return std::make_unique<Counter>();
}
