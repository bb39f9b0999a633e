// expect: integrity (exit 4): 'kit::Exploring' is for the tests
// Locks only while the given helper says that the explorer is there.
#include "hit_counter.h"

#include <thread>
#include <vector>

#include <mutex>

#include "labs/kit/threads.h"

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
    if (kit::Exploring()) lock.lock();
    hits_++;
  }
  long hits_ = 0;
  std::mutex mutex_;
};

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
