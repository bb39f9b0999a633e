// expect: build (exit 1): uses __tsan_acquire, which no file defines
// Tells ThreadSanitizer of an order that does not exist, by names that are pasted together.
#include "hit_counter.h"

#include <thread>
#include <vector>

#define TELL(what) __ts##an_##what
extern "C" void TELL(acquire)(void*);
extern "C" void TELL(release)(void*);

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
    TELL(acquire)(&hits_);
    hits_++;
    TELL(release)(&hits_);
  }
  long hits_ = 0;
};

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
