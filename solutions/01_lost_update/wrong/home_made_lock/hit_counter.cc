// expect: tsan data-race
// A plain bool as a lock: two threads may both see it free.
#include "hit_counter.h"

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
    Lock();
    const long hits = hits_;
    busy_ = false;
    return hits;
  }

 private:
  void Lock() const {
    while (busy_) std::this_thread::yield();
    busy_ = true;
  }

  void Work(int thread, int visits, const Page& page) {
    for (int i = 0; i < visits; ++i) {
      page(thread);
      Lock();
      hits_++;
      busy_ = false;
    }
  }

  mutable bool busy_ = false;
  long hits_ = 0;
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
