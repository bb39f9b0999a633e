// expect: none
// At most two of three threads are between acquire and release.
#include <atomic>
#include <cassert>
#include <semaphore>
#include <thread>

std::counting_semaphore<4> units(2);
std::atomic<int> inside(0);

void Work() {
  units.acquire();
  int now = ++inside;
  assert(now <= 2);
  --inside;
  units.release();
}

int main() {
  std::thread a(Work), b(Work), c(Work);
  a.join();
  b.join();
  c.join();
}
