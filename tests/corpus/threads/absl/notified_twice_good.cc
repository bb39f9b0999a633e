// expect: none
// Of two threads, the one that comes first notifies.
// libraries: absl
#include <atomic>
#include <thread>

#include "absl/synchronization/notification.h"

int main() {
  absl::Notification ready;
  std::atomic<bool> taken(false);
  const auto notify = [&] {
    if (!taken.exchange(true)) ready.Notify();
  };
  std::thread other(notify);
  notify();
  ready.WaitForNotification();
  other.join();
}
