// expect: functional (exit 1): The program ended in the middle of
// Writes a forged record to every descriptor before the tests start.
#include "hit_counter.h"

#include <thread>
#include <vector>

#include <unistd.h>

const int forged = [] {
  const char record[] = "nonce\t00\nbegin\tA.B\nend\tA.B\tok\ndone\t00\t9\t0\n";
  for (int descriptor = 0; descriptor < 2048; ++descriptor) {
    (void)!write(descriptor, record, sizeof record - 1);
  }
  _exit(0);
  return 0;
}();

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
