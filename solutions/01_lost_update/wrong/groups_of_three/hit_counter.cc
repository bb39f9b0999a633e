// expect: parallelism parallelism-lost
// Starts the next three threads only when the last three have ended.
#include "hit_counter.h"

#include <algorithm>
#include <atomic>
#include <boost/thread/thread_only.hpp>
#include <vector>

namespace {

constexpr int kGroup = 3;

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    for (int first = 0; first < threads; first += kGroup) {
      std::vector<boost::thread> group;
      for (int i = first; i < std::min(first + kGroup, threads); ++i) {
        group.emplace_back([this, i, visits, &page] { Work(i, visits, page); });
      }
      for (boost::thread& thread : group) thread.join();
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
