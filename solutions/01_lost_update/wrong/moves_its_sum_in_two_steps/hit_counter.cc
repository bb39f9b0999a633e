// expect: explore assertion
// Each thread counts in a slot, and at its end moves the sum to the total: for a moment it is in
// neither.
#include "hit_counter.h"

#include <atomic>
#include <deque>
#include <thread>
#include <vector>

namespace {

class MyCounter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    std::vector<std::thread> workers;
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([this, i, visits, &page] {
        std::atomic<long>& mine = slots_[i % kSlots];
        for (int n = 0; n < visits; ++n) {
          page(i);
          ++mine;
        }
        total_ += mine.exchange(0);
      });
    }
    for (std::thread& worker : workers) worker.join();
  }

  long Report() const override {
    long sum = total_;
    for (const std::atomic<long>& slot : slots_) sum += slot;
    return sum;
  }

 private:
  static constexpr int kSlots = 8;
  std::atomic<long> total_ = 0;
  std::atomic<long> slots_[kSlots] = {};
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<MyCounter>(); }
