// expect: starvation|livelock
// Two important threads relieve each other, so the modest one never finds the place free.
#include <atomic>
#include <thread>

std::atomic<int> important(2);
std::atomic<int> turn(0);
std::atomic<bool> stop(false);

void Important(int me) {
  while (!stop) {
    if (turn != me) {
      std::this_thread::yield();
      continue;
    }
    important--;
    important++;
    turn = 1 - me;
  }
  important--;
}

void Modest() {
  while (important > 0) std::this_thread::yield();
  stop = true;
}

int main() {
  std::thread a(Important, 0), b(Important, 1), c(Modest);
  a.join();
  b.join();
  c.join();
}
