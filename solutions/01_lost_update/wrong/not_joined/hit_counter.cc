// expect: functional assertion
// Serve returns while the threads still run.
#include "hit_counter.h"

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/thread_only.hpp>

namespace {

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    for (int i = 0; i < threads; ++i) {
      boost::thread([this, i, visits, page] { Work(i, visits, page); }).detach();
    }
  }

  long Report() const override {
    boost::lock_guard<boost::mutex> lock(mutex_);
    return hits_;
  }

 private:
  void Work(int thread, int visits, const Page& page) {
    for (int i = 0; i < visits; ++i) {
      page(thread);
      boost::lock_guard<boost::mutex> lock(mutex_);
      hits_++;
    }
  }

  mutable boost::mutex mutex_;
  long hits_ = 0;
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
