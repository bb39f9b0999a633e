// expect: none
// The one thread to which Block says true deletes the absl::Barrier.
// libraries: absl
#include <cassert>
#include <thread>

#include "absl/synchronization/barrier.h"

absl::Barrier* barrier = new absl::Barrier(2);
int parts[2] = {0, 0};

void Work(int me) {
  parts[me] = 1;
  bool last = barrier->Block();
  assert(parts[0] + parts[1] == 2);
  if (last) delete barrier;
}

int main() {
  std::thread a(Work, 0), b(Work, 1);
  a.join();
  b.join();
}
