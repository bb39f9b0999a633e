// expect: data-race
// A counting_semaphore with two units does not protect a counter.
#include <semaphore>
#include <thread>

std::counting_semaphore<4> units(2);
int counter = 0;

void Work() {
  units.acquire();
  counter++;
  units.release();
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
}
