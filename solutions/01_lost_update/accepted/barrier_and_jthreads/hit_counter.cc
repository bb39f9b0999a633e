// std::jthread; a std::barrier adds the threads' own counts up when all have come to the end of a
// round.
#include "hit_counter.h"

#include <atomic>
#include <barrier>
#include <thread>
#include <vector>

namespace {

class MyCounter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    if (threads == 0) return;
    std::vector<long> own(threads);
    auto add = [&]() noexcept {
      for (long& n : own) {
        hits_ += n;
        n = 0;
      }
    };
    std::barrier end(threads, add);
    std::vector<std::jthread> workers;
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([&, i] {
        for (int n = 0; n < visits; ++n) {
          page(i);
          ++own[i];
        }
        end.arrive_and_wait();
      });
    }
  }
  long Report() const override { return hits_; }

 private:
  std::atomic<long> hits_ = 0;
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<MyCounter>(); }
