// expect: none
// MutexLock unlocks in the thread that locked, also on early exits.
// libraries: absl
#include <thread>

#include "absl/synchronization/mutex.h"

absl::Mutex mutex;
int turns = 0;

void Work() {
  absl::MutexLock lock(&mutex);
  if (turns++ == 0) return;
  turns++;
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
}
