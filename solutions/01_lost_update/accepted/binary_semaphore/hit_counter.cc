// A semaphore with one permit is a lock, too.
#include "hit_counter.h"

#include <semaphore>
#include <thread>
#include <vector>

namespace {

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    std::vector<std::jthread> workers;  // each joins at the end of this function
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([this, i, visits, &page] {
        for (int visit = 0; visit < visits; ++visit) {
          page(i);
          free_.acquire();
          ++hits_;
          free_.release();
        }
      });
    }
  }

  long Report() const override {
    free_.acquire();
    const long hits = hits_;
    free_.release();
    return hits;
  }

 private:
  mutable std::binary_semaphore free_{1};
  long hits_ = 0;  // whoever holds the permit may use it
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
