// expect: integrity (exit 4): '__asm__' is assembly
// Copies the reference solution into the program with .incbin.
#include "hit_counter.h"

#include <thread>
#include <vector>

__asm__(".data; hidden: .incbin \"/etc/hostname\"; .text");

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
