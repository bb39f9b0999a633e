// expect: tsan data-race
// Report adds up the threads' own counts while they still write them.
#include "hit_counter.h"

#include <boost/thread/thread_only.hpp>
#include <vector>

namespace {

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    partial_.assign(threads, 0);
    std::vector<boost::thread> workers;
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([this, i, visits, &page] {
        for (int visit = 0; visit < visits; ++visit) {
          page(i);
          partial_[i]++;
        }
      });
    }
    for (boost::thread& worker : workers) worker.join();
    for (long count : partial_) done_ += count;
    partial_.clear();
  }

  long Report() const override {
    long sum = done_;
    for (long count : partial_) sum += count;
    return sum;
  }

 private:
  long done_ = 0;
  std::vector<long> partial_;
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
