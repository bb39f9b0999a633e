// expect: none
// A guard with a name lives until the end of its block.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex mutex;
int counter = 0;

void Work() {
  std::scoped_lock lock{mutex};
  counter++;
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(counter == 2);
}
