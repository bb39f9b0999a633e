// expect: none
// The completion function runs once a phase, after all arrivals and before all departures.
#include <barrier>
#include <cassert>
#include <thread>

int phases = 0;
void Close() noexcept { phases++; }
std::barrier phase(2, Close);

void Work() {
  phase.arrive_and_wait();
  assert(phases == 1);
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
}
