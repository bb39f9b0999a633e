// expect: assertion
// A value read in a reader section is written back, plus one, in a writer section.
// libraries: absl
#include <cassert>
#include <thread>

#include "absl/synchronization/mutex.h"

absl::Mutex mutex;
int counter = 0;

void Work() {
  int seen;
  {
    absl::ReaderMutexLock lock(&mutex);
    seen = counter;
  }
  absl::MutexLock lock(&mutex);
  counter = seen + 1;
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(counter == 2);
}
