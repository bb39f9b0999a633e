// expect: none
// The result of AwaitWithTimeout says whether the condition holds.
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
    bool in_time = mutex.AwaitWithTimeout(absl::Condition(&ready), absl::Seconds(1));
    assert(in_time == ready);
  }
  setter.join();
}
