// expect: functional assertion
// The count is added in batches of eight; the last, smaller batch never.
#include "hit_counter.h"

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
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

  long Report() const override {
    boost::lock_guard<boost::mutex> lock(mutex_);
    return hits_;
  }

 private:
  void Work(int thread, int visits, const Page& page) {
    long mine = 0;
    for (int i = 0; i < visits; ++i) {
      page(thread);
      if (++mine < 8) continue;
      boost::lock_guard<boost::mutex> lock(mutex_);
      hits_ += mine;
      mine = 0;
    }
  }

  mutable boost::mutex mutex_;
  long hits_ = 0;
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
