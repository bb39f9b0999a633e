// expect: parallelism parallelism-lost
// Never more than sixteen threads at a time: the others start when these have ended.
#include "hit_counter.h"

#include <boost/atomic.hpp>
#include <boost/thread/thread.hpp>
#include <boost/thread/thread_only.hpp>

namespace {

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    boost::thread_group workers;
    const int most = 16;
    for (int first = 0; first < threads; first += most) {
      boost::thread_group workers;
      for (int i = first; i < threads && i < first + most; ++i)
        workers.create_thread([this, i, visits, &page] { Work(i, visits, page); });
      workers.join_all();
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
