// expect: lost-wakeup
// An absl::CondVar is signalled before the wait, and no flag remembers it.
// libraries: absl
#include <thread>

#include "absl/synchronization/mutex.h"

absl::Mutex mutex;
absl::CondVar changed;

int main() {
  std::thread waiter([] {
    absl::MutexLock lock(&mutex);
    changed.Wait(&mutex);
  });
  {
    absl::MutexLock lock(&mutex);
    changed.Signal();
  }
  waiter.join();
}
