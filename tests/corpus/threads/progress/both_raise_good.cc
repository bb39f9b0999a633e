// expect: none
// Only the second thread lowers its flag when it sees the other one.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> wants[2] = {false, false};
int counter = 0;

void First() {
  wants[0] = true;
  while (wants[1]) std::this_thread::yield();
  counter++;
  wants[0] = false;
}

void Second() {
  wants[1] = true;
  while (wants[0]) {
    wants[1] = false;
    while (wants[0]) std::this_thread::yield();
    wants[1] = true;
  }
  counter++;
  wants[1] = false;
}

int main() {
  std::thread a(First), b(Second);
  a.join();
  b.join();
  assert(counter == 2);
}
