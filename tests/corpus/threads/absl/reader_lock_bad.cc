// expect: data-race
// A thread writes under a ReaderMutexLock.
// libraries: absl
#include <thread>

#include "absl/synchronization/mutex.h"

absl::Mutex mutex;
int counter = 0;

void Work() {
  absl::ReaderMutexLock lock(&mutex);
  counter++;
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
}
