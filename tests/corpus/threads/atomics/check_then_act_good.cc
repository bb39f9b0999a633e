// expect: none
// Check and act are one compare-and-exchange.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> seats(1);

void Book() {
  int seen = seats;
  while (seen > 0 && !seats.compare_exchange_weak(seen, seen - 1)) continue;
}

int main() {
  std::thread a(Book), b(Book);
  a.join();
  b.join();
  assert(seats == 0);
}
