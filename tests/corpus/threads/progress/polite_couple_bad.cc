// expect: livelock
// Two hungry people share a spoon, and each gives it to the other for ever.
#include <atomic>
#include <thread>

std::atomic<bool> hungry[2] = {true, true};
std::atomic<int> spoon(0);

void Eat(int me) {
  while (true) {
    while (spoon != me) std::this_thread::yield();
    if (!hungry[1 - me]) break;
    spoon = 1 - me;  // after you
  }
  hungry[me] = false;
  spoon = 1 - me;
}

int main() {
  std::thread a(Eat, 0), b(Eat, 1);
  a.join();
  b.join();
}
