// expect: hygiene (exit 1): left behind
// Leaves a file whose name clears the reader's screen.
#include "hit_counter.h"

#include <atomic>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

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
  close(open("\033[2J\033[32mpassed\n", O_WRONLY | O_CREAT, 0600));
  return std::make_unique<Counter>();
}
