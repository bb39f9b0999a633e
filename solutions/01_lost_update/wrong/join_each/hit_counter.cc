// expect: parallelism parallelism-lost
// One thread after the other: nothing is lost, and nothing is parallel.
#include "hit_counter.h"

#include <atomic>
#include <boost/thread/thread_only.hpp>

namespace {

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    for (int i = 0; i < threads; ++i) {
      boost::thread worker([this, i, visits, &page] { Work(i, visits, page); });
      worker.join();
    }
  }

  long Report() const override { return hits_; }

 private:
  void Work(int thread, int visits, const Page& page) {
    for (int i = 0; i < visits; ++i) {
      page(thread);
      hits_++;
    }
  }

  std::atomic<long> hits_ = 0;
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
