// expect: tsan (exit 1): with nothing that puts them in order
// Is right only for the small numbers of the explored tests.
#include "hit_counter.h"

#include <thread>
#include <vector>

#include <mutex>

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    small_ = threads * visits <= 4;
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
    if (small_) lock.lock();
    hits_++;
  }
  long hits_ = 0;
  std::mutex mutex_;
  bool small_ = true;
};

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
