// expect: none
// Await waits for a flag that is set under the mutex; nobody has to notify.
// libraries: absl
#include <cassert>
#include <thread>

#include "absl/synchronization/mutex.h"

absl::Mutex mutex;
bool ready = false;
int data = 0;

int main() {
  std::thread a([] {
    absl::MutexLock lock(&mutex);
    mutex.Await(absl::Condition(&ready));
    assert(data == 1);
  });
  std::thread b([] {
    absl::MutexLock lock(&mutex);
    mutex.Await(absl::Condition(&ready));
    assert(data == 1);
  });
  {
    absl::MutexLock lock(&mutex);
    data = 1;
    ready = true;
  }
  a.join();
  b.join();
}
