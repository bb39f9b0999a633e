// expect: none
// Who fails in TryLock does without the counter.
// libraries: absl
#include <cassert>
#include <thread>

#include "absl/synchronization/mutex.h"

absl::Mutex mutex;
int counter = 0;

void Work() {
  if (!mutex.TryLock()) return;
  counter++;
  mutex.Unlock();
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(counter <= 2);
}
