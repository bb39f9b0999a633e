// A plain long, and every access to it through a std::atomic_ref.
#include "hit_counter.h"

#include <atomic>
#include <boost/thread/scoped_thread.hpp>
#include <boost/thread/thread_only.hpp>
#include <list>

namespace {

class Counter : public HitCounter {
 public:
  void Serve(int threads, int visits, const Page& page) override {
    std::list<boost::scoped_thread<>> workers;  // joins in the destructor
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([this, i, visits, &page] {
        for (int visit = 0; visit < visits; ++visit) {
          page(i);
          ++std::atomic_ref<long>(hits_);
        }
      });
    }
  }

  long Report() const override { return std::atomic_ref<long>(hits_).load(); }

 private:
  alignas(std::atomic_ref<long>::required_alignment) mutable long hits_ = 0;
};

}  // namespace

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
