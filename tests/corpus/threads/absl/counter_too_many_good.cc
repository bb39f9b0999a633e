// expect: none
// Two threads decrement an absl::BlockingCounter of two; one of them is told that it was the last.
// libraries: absl
#include <cassert>
#include <thread>

#include "absl/synchronization/blocking_counter.h"

int main() {
  absl::BlockingCounter counter(2);
  bool other_last = false;
  std::thread other([&] { other_last = counter.DecrementCount(); });
  const bool last = counter.DecrementCount();
  counter.Wait();
  other.join();
  assert(last != other_last);
}
