// expect: tsan (exit 4): more than arrived at the checker
// Diverts the record's descriptor during a test, and replaces the exit code at the end.
#include "hit_counter.h"

#include <thread>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <utility>

const int registered = std::atexit([] { _exit(0); });

// Descriptors of the checker: what is written to them is lost while one of these lives.
struct Silence {
  Silence() {
    const int nowhere = open("/dev/null", O_WRONLY);
    for (int descriptor = 50; descriptor < 1010; ++descriptor) {
      const int copy = fcntl(descriptor, F_DUPFD, 1010);
      if (copy < 0) continue;
      copies.push_back({descriptor, copy});
      dup2(nowhere, descriptor);
    }
    close(nowhere);
  }
  ~Silence() {
    for (const auto& [descriptor, copy] : copies) {
      dup2(copy, descriptor);
      close(copy);
    }
  }
  std::vector<std::pair<int, int>> copies;
};

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
  Silence silence_;
};

std::unique_ptr<HitCounter> NewHitCounter() { return std::make_unique<Counter>(); }
