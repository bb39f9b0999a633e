// expect: livelock
// Both threads raise their flag, and each waits for the other to lower its own.
#include <atomic>
#include <thread>

std::atomic<bool> wants[2] = {false, false};
int counter = 0;

void Work(int me) {
  wants[me] = true;
  while (wants[1 - me]) std::this_thread::yield();
  counter++;
  wants[me] = false;
}

int main() {
  std::thread a(Work, 0), b(Work, 1);
  a.join();
  b.join();
}
