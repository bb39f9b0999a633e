// expect: data-race
// The condition of Await reads a flag that another thread sets without the mutex.
// libraries: absl
#include <thread>

#include "absl/synchronization/mutex.h"

absl::Mutex mutex;
bool ready = false;

bool IsReady(bool* flag) { return *flag; }

int main() {
  std::thread waiter([] {
    absl::MutexLock lock(&mutex);
    mutex.Await(absl::Condition(IsReady, &ready));
  });
  ready = true;
  { absl::MutexLock lock(&mutex); }
  waiter.join();
}
