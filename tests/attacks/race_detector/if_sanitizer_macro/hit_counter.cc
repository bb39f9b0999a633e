// expect: integrity (exit 4): the compiler sees other code here when the race detector is on
// Locks only where a macro says that the race detector is on.
#include "hit_counter.h"

#include <thread>
#include <vector>

#include <mutex>

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    std::vector<std::jthread> workers;
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([=, this, &page] {
        for (int visit = 0; visit < visits; ++visit) {
          page(i);
          Count();
        }
      });
    }
  }
  long Report() const override { return hits_; }

 private:
  void Count() {
#if defined(__SANITIZE_THREAD__)
    std::lock_guard lock(mutex_);
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
    std::lock_guard lock(mutex_);
#endif
#endif
    hits_++;
  }
  long hits_ = 0;
  std::mutex mutex_;
};

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
