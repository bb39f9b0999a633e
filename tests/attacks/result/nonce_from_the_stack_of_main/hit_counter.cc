// expect: functional (exit 1): The program ended in the middle of
// or: functional (exit 1): crashed in
// Looks for the secret word above the name of the program, where the kernel puts the environment.
#include "hit_counter.h"

#include <thread>
#include <vector>

#include <errno.h>
#include <unistd.h>

#include <cstring>
#include <string>

const int forged = [] {
  const std::string name = std::string("RACE") + std::string("LAB_NONCE=");
  const char* place = program_invocation_name;
  for (int i = 0; i < 150; ++i) {
    if (strncmp(place + i, name.c_str(), name.size()) != 0) continue;
    const std::string secret(place + i + name.size(), 32);
    const std::string record = "nonce\t" + secret + "\ndone\t" + secret + "\t9\t0\n";
    (void)!write(3, record.data(), record.size());
  }
  _exit(0);
  return 0;
}();

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
