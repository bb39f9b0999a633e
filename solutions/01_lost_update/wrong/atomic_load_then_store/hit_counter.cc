// expect: tsan assertion
// Load and store are atomic each, but another thread fits in between.
#include "hit_counter.h"

#include <atomic>
#include <boost/thread/thread_only.hpp>
#include <vector>

namespace {

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    std::vector<boost::thread> workers;
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([this, i, visits, &page] { Work(i, visits, page); });
    }
    for (boost::thread& worker : workers) worker.join();
  }

  long Report() const override { return hits_.load(); }

 private:
  void Work(int thread, int visits, const Page& page) {
    for (int i = 0; i < visits; ++i) {
      page(thread);
      hits_.store(hits_.load() + 1);
    }
  }

  std::atomic<long> hits_ = 0;
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
