// expect: tsan data-race
// Adds the threads' counts up after the join, without a lock: who reports from elsewhere races
// with that.
#include "hit_counter.h"

#include <thread>
#include <vector>

namespace {

class JoinCounter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    std::vector<long> counts(threads);
    {
      std::vector<std::jthread> workers;
      for (int i = 0; i < threads; ++i) {
        workers.emplace_back([&, i] {
          for (int n = 0; n < visits; ++n) {
            page(i);
            ++counts[i];
          }
        });
      }
    }
    // All threads have ended: nobody else is there, so no lock is needed.
    for (long count : counts) total_ += count;
  }
  long Report() const override { return total_; }

 private:
  long total_ = 0;
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<JoinCounter>(); }
