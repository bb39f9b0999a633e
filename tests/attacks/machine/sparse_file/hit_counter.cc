// expect: functional (exit 1): File size limit exceeded
// Makes a file of a petabyte without contents.
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
  const int file = open("racelab_attack", O_WRONLY | O_CREAT, 0600);
  (void)!ftruncate(file, 1l << 50);
  close(file);
  return std::make_unique<Counter>();
}
