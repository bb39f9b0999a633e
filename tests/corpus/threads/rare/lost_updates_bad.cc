// expect: assertion
// Two threads add two each, and with three switches in the right places only two survive.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> counter(0);

void Work() {
  for (int i = 0; i < 2; ++i) {
    int seen = counter;
    counter = seen + 1;
  }
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(counter > 2);
}
