// expect: tsan data-race
// The lock is atomic, but testing and setting it are two steps.
#include "hit_counter.h"

#include <atomic>
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

  long Report() const override {
    Lock();
    const long hits = hits_;
    busy_.store(false);
    return hits;
  }

 private:
  void Lock() const {
    while (busy_.load()) std::this_thread::yield();
    busy_.store(true);
  }

  void Work(int thread, int visits, const Page& page) {
    for (int i = 0; i < visits; ++i) {
      page(thread);
      Lock();
      hits_++;
      busy_.store(false);
    }
  }

  mutable std::atomic<bool> busy_ = false;
  long hits_ = 0;
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
