// expect: tsan (exit 1): visits were lost
// or: stress (exit 1): visits were lost
// Keeps the count in a file, with raw system calls, which nobody instruments.
#include "hit_counter.h"

#include <thread>
#include <vector>

#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

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
  long Report() const override {
    long hits = 0;
    syscall(SYS_pread64, file_, &hits, sizeof hits, 0);
    return hits;
  }

  ~Counter() override { close(file_); }

 private:
  void Count() {
    long hits = 0;
    syscall(SYS_pread64, file_, &hits, sizeof hits, 0);
    ++hits;
    syscall(SYS_pwrite64, file_, &hits, sizeof hits, 0);
  }
  const int file_ = memfd_create("hits", 0);
};

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
