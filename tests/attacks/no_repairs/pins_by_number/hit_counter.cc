// expect: tsan (exit 1): with nothing that puts them in order
// Runs all threads on one processor, by the number of the system call.
#include "hit_counter.h"

#include <thread>
#include <vector>

#include <sched.h>
#include <sys/syscall.h>
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
  void Count() { hits_++; }
  long hits_ = 0;
};

std::unique_ptr<HitCounter> NewHitCounter() {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(0, &one);
  syscall(SYS_sched_setaffinity, 0, sizeof one, &one);
  return std::make_unique<Counter>();
}
