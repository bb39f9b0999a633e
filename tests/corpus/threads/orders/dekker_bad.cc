// expect: data-race
// Dekker's entry with release and acquire only: both threads may read the other's old flag.
#include <atomic>
#include <thread>

std::atomic<bool> wants[2] = {false, false};
int counter = 0;

void Work(int me) {
  wants[me].store(true, std::memory_order_release);
  if (!wants[1 - me].load(std::memory_order_acquire)) counter++;
  wants[me].store(false, std::memory_order_release);
}

int main() {
  std::thread a(Work, 0), b(Work, 1);
  a.join();
  b.join();
}
