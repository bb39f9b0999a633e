// expect: tsan data-race
// A shared lock lets all readers in at once; here the writers take it, too.
#include "hit_counter.h"

#include <mutex>
#include <shared_mutex>
#include <thread>
#include <vector>

namespace {

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    std::vector<std::thread> workers;
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([this, i, visits, &page] { Work(i, visits, page); });
    }
    for (std::thread& worker : workers) worker.join();
  }

  long Report() const override {
    std::shared_lock lock(mutex_);
    return hits_;
  }

 private:
  void Work(int thread, int visits, const Page& page) {
    for (int i = 0; i < visits; ++i) {
      page(thread);
      std::shared_lock lock(mutex_);
      hits_++;
    }
  }

  mutable std::shared_mutex mutex_;
  long hits_ = 0;
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
