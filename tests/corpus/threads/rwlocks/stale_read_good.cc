// expect: none
// The exclusive section reads the value again.
#include <cassert>
#include <mutex>
#include <shared_mutex>
#include <thread>

std::shared_mutex mutex;
int counter = 0;

void Work() {
  {
    std::shared_lock<std::shared_mutex> lock(mutex);
    if (counter >= 2) return;
  }
  std::unique_lock<std::shared_mutex> lock(mutex);
  if (counter < 2) counter++;
}

int main() {
  std::thread a(Work), b(Work), c(Work);
  a.join();
  b.join();
  c.join();
  assert(counter == 2);
}
