// expect: lock-misuse
// One thread locks an absl::Mutex, and another one unlocks it.
// libraries: absl
#include <thread>

#include "absl/synchronization/mutex.h"

absl::Mutex mutex;

int main() {
  mutex.Lock();
  std::thread other([] { mutex.Unlock(); });
  other.join();
}
