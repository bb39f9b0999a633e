// expect: assertion
// Two threads find no instance, and both create one.
#include <atomic>
#include <cassert>
#include <thread>

std::atomic<bool> exists(false);
std::atomic<int> creations(0);

void Get() {
  if (exists) return;
  creations++;
  exists = true;
}

int main() {
  std::thread a(Get), b(Get);
  a.join();
  b.join();
  assert(creations == 1);
}
