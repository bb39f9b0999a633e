// expect: functional crash
// The threads stand in one list for all counters, which a page that serves another one empties.
#include "hit_counter.h"

#include <boost/thread/lock_guard.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/thread_only.hpp>
#include <vector>

namespace {
std::vector<boost::thread> workers;

class LockedHitCounter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    workers.clear();
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
    for (int i = 0; i < visits; ++i) {
      page(thread);
      boost::lock_guard<boost::mutex> lock(mutex_);
      hits_++;
    }
  }

  mutable boost::mutex mutex_;
  long hits_ = 0;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<LockedHitCounter>(); }
