// expect: parallelism assertion
// There are eight numbers for the threads; the ninth thread has the number of the first.
#include "hit_counter.h"

#include <boost/atomic.hpp>
#include <boost/thread/thread.hpp>
#include <boost/thread/thread_only.hpp>

namespace {

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    boost::thread_group workers;
    for (int i = 0; i < threads; ++i) {
      workers.create_thread([this, i, visits, &page] { Work(i % 8, visits, page); });
    }
    workers.join_all();
  }

  long Report() const override { return hits_.load(); }

 private:
  void Work(int thread, int visits, const Page& page) {
    for (int i = 0; i < visits; ++i) {
      page(thread);
      hits_.fetch_add(1);
    }
  }

  boost::atomic<long> hits_{0};
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
