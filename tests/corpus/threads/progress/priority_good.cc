// expect: none
// The important threads come back a limited number of times, so the modest one gets its turn.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> important(2);
bool done = false;

void Important() {
  for (int i = 0; i < 2; ++i) {
    important++;
    important--;
  }
  important--;
}

void Modest() {
  while (important > 0) std::this_thread::yield();
  done = true;
}

int main() {
  std::thread a(Important), b(Important), c(Modest);
  a.join();
  b.join();
  c.join();
  assert(done);
}
