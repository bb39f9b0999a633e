// Each thread has a count of its own; the sum is taken after the join.
#include "hit_counter.h"

#include <atomic>
#include <boost/thread/thread_only.hpp>
#include <vector>

namespace {

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    std::vector<long> partial(threads);
    std::vector<boost::thread> workers;
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([i, visits, &page, &partial] {
        for (int visit = 0; visit < visits; ++visit) {
          page(i);
          partial[i]++;
        }
      });
    }
    for (boost::thread& worker : workers) worker.join();
    for (long count : partial) hits_ += count;
  }

  long Report() const override { return hits_; }

 private:
  std::atomic<long> hits_ = 0;
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
