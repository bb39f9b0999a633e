// expect: assertion
// A value read under the shared lock is written back, plus one, under the exclusive lock.
#include <cassert>
#include <mutex>
#include <shared_mutex>
#include <thread>

std::shared_mutex mutex;
int counter = 0;

void Work() {
  int seen;
  {
    std::shared_lock<std::shared_mutex> lock(mutex);
    seen = counter;
  }
  std::unique_lock<std::shared_mutex> lock(mutex);
  counter = seen + 1;
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(counter == 2);
}
