// expect: none
// What is written before Notify is visible to waiters and to those who see HasBeenNotified.
// libraries: absl
#include <cassert>
#include <thread>

#include "absl/synchronization/notification.h"

absl::Notification ready;
int data = 0;

int main() {
  std::thread waiter([] {
    ready.WaitForNotification();
    assert(data == 1);
  });
  std::thread poller([] {
    if (ready.HasBeenNotified()) assert(data == 1);
  });
  data = 1;
  ready.Notify();
  waiter.join();
  poller.join();
}
