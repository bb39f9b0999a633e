// expect: none
// Who fails in try_lock waits with lock.
#include <cassert>
#include <mutex>
#include <thread>

std::mutex mutex;
int counter = 0;

void Work() {
  if (!mutex.try_lock()) mutex.lock();
  counter++;
  mutex.unlock();
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(counter == 2);
}
