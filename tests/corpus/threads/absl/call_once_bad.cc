// expect: data-race
// A plain flag instead of an absl::once_flag.
// libraries: absl
#include <thread>

#include "absl/synchronization/mutex.h"

bool done = false;
int table = 0;
absl::Mutex mutex;

void Use() {
  if (done) return;
  absl::MutexLock lock(&mutex);
  table = 7;
  done = true;
}

int main() {
  std::thread a(Use), b(Use);
  a.join();
  b.join();
}
