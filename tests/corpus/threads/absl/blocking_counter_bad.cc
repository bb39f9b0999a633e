// expect: deadlock
// An absl::BlockingCounter of three, and only two threads decrement it.
// libraries: absl
#include <thread>

#include "absl/synchronization/blocking_counter.h"

absl::BlockingCounter finished(3);

int main() {
  std::thread a([] { finished.DecrementCount(); });
  std::thread b([] { finished.DecrementCount(); });
  finished.Wait();
  a.join();
  b.join();
}
