// expect: assertion
// AwaitWithTimeout returned false, and nobody looked.
// libraries: absl
#include <cassert>
#include <thread>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

absl::Mutex mutex;
bool ready = false;

int main() {
  std::thread setter([] {
    absl::MutexLock lock(&mutex);
    ready = true;
  });
  {
    absl::MutexLock lock(&mutex);
    mutex.AwaitWithTimeout(absl::Condition(&ready), absl::Milliseconds(1));
    assert(ready);
  }
  setter.join();
}
