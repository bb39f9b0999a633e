// Each task returns its count through a future.
#include "hit_counter.h"

#include <atomic>
#include <future>
#include <vector>

namespace {

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    std::vector<std::future<long>> counts;
    for (int i = 0; i < threads; ++i) {
      counts.push_back(std::async(std::launch::async, [i, visits, &page] {
        long mine = 0;
        for (; mine < visits; ++mine) page(i);
        return mine;
      }));
    }
    for (std::future<long>& count : counts) hits_ += count.get();
  }

  long Report() const override { return hits_; }

 private:
  std::atomic<long> hits_ = 0;
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
