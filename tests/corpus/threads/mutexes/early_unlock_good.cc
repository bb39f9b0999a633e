// expect: none
// The lock is taken again after the slow step, and the sum is made inside of it.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex mutex;
int counter = 0;

void Work() {
  std::unique_lock<std::mutex> lock(mutex);
  int seen = counter;
  lock.unlock();
  int step = seen < 2 ? 1 : 2;
  lock.lock();
  counter += step;
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(counter == 2);
}
