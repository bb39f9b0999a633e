// expect: integrity (exit 4): defines 'write'
// Defines write() itself, through which results would go.
#include "hit_counter.h"

#include <thread>
#include <vector>

#include <unistd.h>

extern "C" ssize_t write(int, const void*, size_t size) { return size; }

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
  void Count() { hits_++; }
  long hits_ = 0;
};

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
