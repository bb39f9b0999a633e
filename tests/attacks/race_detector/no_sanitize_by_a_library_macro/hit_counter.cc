// expect: integrity (exit 4): hides code from the race detector
// The attribute comes out of a macro of Abseil, so that its name is not in the file.
#include "hit_counter.h"

#include <thread>
#include <vector>

#include "absl/base/attributes.h"

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
  ABSL_ATTRIBUTE_NO_SANITIZE_THREAD void Count() { hits_++; }
  long hits_ = 0;
};

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
