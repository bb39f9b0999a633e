// expect: deadlock
// LockWhen returns with the mutex held, and one path forgets to unlock it.
// libraries: absl
#include <thread>

#include "absl/synchronization/mutex.h"

absl::Mutex mutex;
bool ready = false;
int turns = 0;

void Work() {
  mutex.LockWhen(absl::Condition(&ready));
  if (turns++ == 0) return;
  mutex.Unlock();
}

int main() {
  std::thread a(Work), b(Work);
  {
    absl::MutexLock lock(&mutex);
    ready = true;
  }
  a.join();
  b.join();
}
