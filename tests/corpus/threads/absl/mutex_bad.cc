// expect: data-race
// One of two threads forgets the absl::Mutex.
// libraries: absl
#include <thread>

#include "absl/synchronization/mutex.h"

absl::Mutex mutex;
int counter = 0;

int main() {
  std::thread a([] {
    absl::MutexLock lock(&mutex);
    counter++;
  });
  std::thread b([] { counter++; });
  a.join();
  b.join();
}
