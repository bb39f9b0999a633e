// expect: tsan assertion
// The visits of all threads are one heap, from which whoever is free takes the next.
#include "hit_counter.h"

#include <boost/atomic.hpp>
#include <boost/thread/thread.hpp>
#include <boost/thread/thread_only.hpp>

namespace {

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    boost::thread_group workers;
    left_ = static_cast<long>(threads) * visits;
    for (int i = 0; i < threads; ++i) {
      workers.create_thread([this, i, visits, &page] { Work(i, visits, page); });
    }
    workers.join_all();
  }

  long Report() const override { return hits_.load(); }

 private:
  void Work(int thread, int visits, const Page& page) {
    while (left_.fetch_sub(1) > 0) {
      page(thread);
      hits_.fetch_add(1);
    }
  }

  boost::atomic<long> hits_{0}, left_{0};
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
