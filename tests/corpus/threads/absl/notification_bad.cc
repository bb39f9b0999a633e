// expect: data-race
// The absl::Notification comes before the data is written.
// libraries: absl
#include <thread>

#include "absl/synchronization/notification.h"

absl::Notification ready;
int data = 0;
int seen = 0;

int main() {
  std::thread waiter([] {
    ready.WaitForNotification();
    seen = data;
  });
  ready.Notify();
  data = 1;
  waiter.join();
}
