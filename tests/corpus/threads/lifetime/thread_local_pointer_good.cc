// expect: none
// thread_local objects with destructors add their counts to an atomic when their thread ends.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> total(0);

struct Counter {
  ~Counter() { total += count; }
  int count = 0;
};
thread_local Counter counter;

void Work() {
  counter.count++;
  counter.count++;
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(total == 4);
}
