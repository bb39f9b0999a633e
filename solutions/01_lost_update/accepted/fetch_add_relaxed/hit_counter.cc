// A relaxed read-modify-write is enough for a count; join orders the rest.
#include "hit_counter.h"

#include <atomic>
#include <thread>
#include <vector>

namespace {

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    std::vector<std::jthread> workers;
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([this, i, visits, &page] { Work(i, visits, page); });
    }
  }

  long Report() const override { return hits_.load(std::memory_order_relaxed); }

 private:
  void Work(int thread, int visits, const Page& page) {
    for (int i = 0; i < visits; ++i) {
      page(thread);
      hits_.fetch_add(1, std::memory_order_relaxed);
    }
  }

  std::atomic<long> hits_ = 0;
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
