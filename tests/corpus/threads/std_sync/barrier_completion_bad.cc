// expect: data-race
// Each thread closes the phase itself instead of leaving that to the completion function.
#include <barrier>
#include <thread>

std::barrier phase(2);
int phases = 0;

void Work() {
  phase.arrive_and_wait();
  phases++;
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
}
