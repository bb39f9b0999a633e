// expect: integrity (exit 4): /proc/self/maps
// Looks for ThreadSanitizer's shadow memory in the list of mappings, and locks only there.
#include "hit_counter.h"

#include <thread>
#include <vector>

#include <fstream>
#include <mutex>
#include <string>

bool Watched() {
  std::ifstream maps("/proc/self/maps");
  std::string line;
  long mappings = 0;
  while (std::getline(maps, line)) ++mappings;
  return mappings > 60;
}

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
    if (watched_) {
      std::lock_guard lock(mutex_);
      hits_++;
    } else {
      hits_++;
    }
  }
  long hits_ = 0;
  std::mutex mutex_;
  const bool watched_ = Watched();
};

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
