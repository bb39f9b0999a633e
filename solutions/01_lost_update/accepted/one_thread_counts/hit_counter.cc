// The threads only report their visits through a queue; a single thread counts.
#include "hit_counter.h"

#include <atomic>
#include <boost/thread/concurrent_queues/sync_queue.hpp>
#include <boost/thread/thread_only.hpp>
#include <vector>

namespace {

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    boost::concurrent::sync_queue<bool> messages;
    boost::thread accountant([this, &messages] {
      while (messages.pull()) hits_.store(hits_.load() + 1);  // nobody else writes
    });
    std::vector<boost::thread> workers;
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([i, visits, &page, &messages] {
        for (int visit = 0; visit < visits; ++visit) {
          page(i);
          messages.push(true);
        }
      });
    }
    for (boost::thread& worker : workers) worker.join();
    messages.push(false);  // behind all visits
    accountant.join();
  }

  long Report() const override { return hits_; }

 private:
  std::atomic<long> hits_ = 0;
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
