// The same with Abseil; the compiler checks the lock.
#include "hit_counter.h"

#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

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
    absl::ReaderMutexLock lock(&mutex_);
    return hits_;
  }

 private:
  void Work(int thread, int visits, const Page& page) {
    for (int i = 0; i < visits; ++i) {
      page(thread);
      absl::MutexLock lock(&mutex_);
      hits_++;
    }
  }

  mutable absl::Mutex mutex_;
  long hits_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
