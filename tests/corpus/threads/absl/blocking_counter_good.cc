// expect: none
// main waits at an absl::BlockingCounter for the work of two threads.
// libraries: absl
#include <cassert>
#include <thread>

#include "absl/synchronization/blocking_counter.h"

absl::BlockingCounter finished(2);
int parts[2] = {0, 0};

void Work(int me) {
  parts[me] = 1;
  finished.DecrementCount();
}

int main() {
  std::thread a(Work, 0), b(Work, 1);
  finished.Wait();
  assert(parts[0] + parts[1] == 2);
  a.join();
  b.join();
}
