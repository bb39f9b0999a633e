// expect: livelock
// With strict turns the longer worker waits for a turn that a finished thread never passes on.
#include <atomic>
#include <thread>

std::atomic<int> turn(0);

void Work(int me, int rounds) {
  for (int i = 0; i < rounds; ++i) {
    while (turn != me) std::this_thread::yield();
    turn = 1 - me;
  }
}

int main() {
  std::thread a(Work, 0, 3), b(Work, 1, 1);
  a.join();
  b.join();
}
