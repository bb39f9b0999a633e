// expect: crash
// Two threads notify the same absl::Notification: the library ends the program.
// libraries: absl
#include <thread>

#include "absl/synchronization/notification.h"

int main() {
  absl::Notification ready;
  std::thread other([&] { ready.Notify(); });
  if (!ready.HasBeenNotified()) ready.Notify();
  other.join();
}
