// expect: none
// Both threads hold the absl::Mutex.
// libraries: absl
#include <cassert>
#include <thread>

#include "absl/synchronization/mutex.h"

absl::Mutex mutex;
int counter = 0;

void Work() {
  absl::MutexLock lock(&mutex);
  counter++;
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(counter == 2);
}
