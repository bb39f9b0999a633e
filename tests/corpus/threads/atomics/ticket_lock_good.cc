// expect: none
// A ticket lock draws its tickets with fetch_add.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> next_ticket(0), serving(0);
int counter = 0;

void Work() {
  int mine = next_ticket.fetch_add(1);
  while (serving.load() != mine) std::this_thread::yield();
  counter++;
  serving.store(mine + 1);
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(counter == 2);
}
