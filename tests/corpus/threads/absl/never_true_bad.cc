// expect: deadlock
// The condition of Await can become false again before the waiter looks.
// libraries: absl
#include <thread>

#include "absl/synchronization/mutex.h"

absl::Mutex mutex;
bool is_open = false;

void Set(bool value) {
  absl::MutexLock lock(&mutex);
  is_open = value;
}

int main() {
  std::thread waiter([] {
    absl::MutexLock lock(&mutex);
    mutex.Await(absl::Condition(&is_open));
  });
  Set(true);
  Set(false);
  waiter.join();
}
