// expect: none
// Both threads take the two absl::Mutexes in one order.
// libraries: absl
#include <cassert>
#include <thread>

#include "absl/synchronization/mutex.h"

absl::Mutex left, right;
int counter = 0;

void Work() {
  absl::MutexLock one(&left);
  absl::MutexLock two(&right);
  counter++;
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(counter == 2);
}
