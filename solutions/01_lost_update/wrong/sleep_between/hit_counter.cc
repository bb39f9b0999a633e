// expect: tsan data-race
// Each thread sleeps a little at first, "so that they do not collide".
#include "hit_counter.h"

#include <chrono>
#include <thread>
#include <vector>

namespace {

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    std::vector<std::thread> workers;
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([this, i, visits, &page] { Work(i, visits, page); });
    }
    for (std::thread& worker : workers) worker.join();
  }

  long Report() const override { return hits_; }

 private:
  void Work(int thread, int visits, const Page& page) {
    std::this_thread::sleep_for(std::chrono::milliseconds(3 * thread));
    for (int i = 0; i < visits; ++i) {
      page(thread);
      hits_++;
    }
  }

  long hits_ = 0;
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
