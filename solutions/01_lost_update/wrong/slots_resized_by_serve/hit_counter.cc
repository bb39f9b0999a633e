// expect: tsan data-race
// The slots never move, but Serve adds some while somebody else reports.
#include "hit_counter.h"

#include <atomic>
#include <deque>
#include <thread>
#include <vector>

namespace {

class SlotCounter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    while (slots_.size() < static_cast<size_t>(threads)) slots_.emplace_back(0);
    std::vector<std::thread> workers;
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([this, i, visits, &page] {
        std::atomic<long>& mine = slots_[i];
        for (int n = 0; n < visits; ++n) {
          page(i);
          mine.fetch_add(1);
        }
      });
    }
    for (auto& worker : workers) worker.join();
  }
  long Report() const override {
    long sum = 0;
    for (const auto& slot : slots_) sum += slot.load();
    return sum;
  }

 private:
  std::deque<std::atomic<long>> slots_;  // only grows, so the slots never move
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<SlotCounter>(); }
