// expect: data-race
// A ticket lock whose tickets are drawn with a load and a store gives two threads one ticket.
#include <atomic>
#include <thread>

std::atomic<int> next_ticket(0), serving(0);
int counter = 0;

void Work() {
  int mine = next_ticket.load();
  next_ticket.store(mine + 1);
  while (serving.load() < mine) std::this_thread::yield();
  counter++;
  serving.store(mine + 1);
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
}
