// expect: data-race
// Two threads increment a plain counter without a lock.
#include <thread>

int counter = 0;

void Work() { counter++; }

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
}
