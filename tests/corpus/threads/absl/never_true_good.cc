// expect: none
// The condition of Await stays true once it is true: a counter that only grows.
// libraries: absl
#include <thread>

#include "absl/synchronization/mutex.h"

absl::Mutex mutex;
int openings = 0;

bool WasOpened(int* count) { return *count > 0; }

int main() {
  std::thread waiter([] {
    absl::MutexLock lock(&mutex);
    mutex.Await(absl::Condition(WasOpened, &openings));
  });
  {
    absl::MutexLock lock(&mutex);
    openings++;
  }
  waiter.join();
}
