// expect: data-race
// The result of TryLock decides about the unlock only.
// libraries: absl
#include <thread>

#include "absl/synchronization/mutex.h"

absl::Mutex mutex;
int counter = 0;

void Work() {
  bool locked = mutex.TryLock();
  counter++;
  if (locked) mutex.Unlock();
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
}
