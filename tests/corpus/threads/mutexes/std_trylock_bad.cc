// expect: assertion
// The work is skipped if try_lock fails, although it must be done.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex mutex;
int counter = 0;

void Work() {
  if (!mutex.try_lock()) return;
  counter++;
  mutex.unlock();
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(counter == 2);
}
