// expect: functional assertion
// Each thread counts in its own copy, which dies with it.
#include "hit_counter.h"

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

  long Report() const override { return hits; }

 private:
  void Work(int thread, int visits, const Page& page) {
    for (int i = 0; i < visits; ++i) {
      page(thread);
      hits++;
    }
  }

  static thread_local long hits;
};

thread_local long Counter::hits = 0;

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
