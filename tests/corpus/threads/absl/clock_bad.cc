// expect: data-race
// The reader trusts that an hour is enough for the writer.
// libraries: absl
#include <cassert>
#include <thread>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

absl::Notification written;
int value = 0;

int main() {
  const absl::Time begin = absl::Now();
  std::thread writer([] {
    absl::SleepFor(absl::Hours(1));
    value = 1;
    written.Notify();
  });
  absl::SleepFor(absl::Hours(2));
  assert(value >= 0);
  assert(absl::Now() - begin >= absl::Hours(2));
  writer.join();
}
