// A small spin lock: test_and_set is one step, so only one thread enters.
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
    Unlock();
    return hits;
  }

 private:
  void Lock() const {
    while (busy_.test_and_set(std::memory_order_acquire)) std::this_thread::yield();
  }
  void Unlock() const { busy_.clear(std::memory_order_release); }

  void Work(int thread, int visits, const Page& page) {
    for (int i = 0; i < visits; ++i) {
      page(thread);
      Lock();
      hits_++;
      Unlock();
    }
  }

  mutable std::atomic_flag busy_;
  long hits_ = 0;  // guarded by busy_
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
