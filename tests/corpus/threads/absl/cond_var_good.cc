// expect: none
// An absl::CondVar with a flag; one waiter waits with a timeout in a loop.
// libraries: absl
#include <cassert>
#include <thread>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

absl::Mutex mutex;
absl::CondVar changed;
bool ready = false;

int main() {
  std::thread a([] {
    absl::MutexLock lock(&mutex);
    while (!ready) changed.Wait(&mutex);
  });
  std::thread b([] {
    absl::MutexLock lock(&mutex);
    while (!ready) changed.WaitWithTimeout(&mutex, absl::Seconds(1));
    assert(ready);
  });
  {
    absl::MutexLock lock(&mutex);
    ready = true;
    changed.SignalAll();
  }
  a.join();
  b.join();
}
