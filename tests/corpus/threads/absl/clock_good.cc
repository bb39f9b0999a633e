// expect: none
// The reader waits for the writer. All clocks show that hours have gone by.
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
  while (!written.WaitForNotificationWithTimeout(absl::Hours(2))) {
  }
  assert(value == 1);
  assert(absl::Now() - begin >= absl::Hours(1));
  absl::SleepFor(absl::Hours(3));
  assert(absl::Now() - begin >= absl::Hours(2));
  writer.join();
}
