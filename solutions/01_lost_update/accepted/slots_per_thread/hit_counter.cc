// Each thread writes a slot that only it writes; Report adds the slots up.
#include "hit_counter.h"

#include <atomic>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace {

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    std::vector<std::jthread> workers;
    for (int i = 0; i < threads; ++i) {
      std::lock_guard lock(mutex_);
      std::atomic<long>& slot = slots_.emplace_back(0);
      workers.emplace_back([i, visits, &page, &slot] {
        for (int visit = 0; visit < visits; ++visit) {
          page(i);
          slot.store(slot.load(std::memory_order_relaxed) + 1, std::memory_order_release);
        }
      });
    }
  }

  long Report() const override {
    std::lock_guard lock(mutex_);
    long sum = 0;
    for (const std::atomic<long>& slot : slots_) sum += slot.load(std::memory_order_acquire);
    return sum;
  }

 private:
  mutable std::mutex mutex_;             // guards the list, not the counts
  std::deque<std::atomic<long>> slots_;  // a deque never moves its elements
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
