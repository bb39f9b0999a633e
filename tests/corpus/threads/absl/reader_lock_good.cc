// expect: none
// Readers hold a ReaderMutexLock, the writer a WriterMutexLock.
// libraries: absl
#include <cassert>
#include <thread>

#include "absl/synchronization/mutex.h"

absl::Mutex mutex;
int left = 0, right = 0;

void Read() {
  absl::ReaderMutexLock lock(&mutex);
  assert(left == right);
}

int main() {
  std::thread a(Read), b(Read);
  {
    absl::WriterMutexLock lock(&mutex);
    left = 1;
    right = 1;
  }
  a.join();
  b.join();
}
