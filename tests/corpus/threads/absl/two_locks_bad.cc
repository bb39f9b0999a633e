// expect: deadlock
// ABBA with two absl::Mutexes.
// libraries: absl
#include <thread>

#include "absl/synchronization/mutex.h"

absl::Mutex left, right;

void Work(absl::Mutex* first, absl::Mutex* second) {
  absl::MutexLock one(first);
  absl::MutexLock two(second);
}

int main() {
  std::thread a(Work, &left, &right);
  std::thread b(Work, &right, &left);
  a.join();
  b.join();
}
