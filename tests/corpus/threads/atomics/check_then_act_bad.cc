// expect: assertion
// Two threads check that one seat is left, and both take it.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> seats(1);

void Book() {
  if (seats > 0) seats--;
}

int main() {
  std::thread a(Book), b(Book);
  a.join();
  b.join();
  assert(seats == 0);
}
