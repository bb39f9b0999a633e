// expect: crash
// Two threads decrement an absl::BlockingCounter of one: the library ends the program.
// libraries: absl
#include <thread>

#include "absl/synchronization/blocking_counter.h"

int main() {
  absl::BlockingCounter counter(1);
  std::thread other([&] { counter.DecrementCount(); });
  counter.DecrementCount();
  counter.Wait();
  other.join();
}
