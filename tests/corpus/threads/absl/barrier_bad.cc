// expect: deadlock
// An absl::Barrier for three threads, and only two come.
// libraries: absl
#include <thread>

#include "absl/synchronization/barrier.h"

absl::Barrier* barrier = new absl::Barrier(3);

int main() {
  std::thread a([] { barrier->Block(); });
  std::thread b([] { barrier->Block(); });
  a.join();
  b.join();
}
