// expect: integrity (exit 4): which belongs to the tests
// Sets the flag that ends a run, by the flag's mangled name.
#include "hit_counter.h"

#include <thread>
#include <vector>

extern "C" bool _ZN7testing20FLAGS_gtest_list_testsE;
extern "C" int _ZN7testing18FLAGS_gtest_repeatE;

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

std::unique_ptr<HitCounter> NewHitCounter() {
  _ZN7testing18FLAGS_gtest_repeatE = 0;
  return std::make_unique<Counter>();
}
