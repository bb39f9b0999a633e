// expect: lost-wakeup|deadlock
// A futex lock whose waiters do not mark the lock as contended, so the unlock wakes nobody.
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cassert>
#include <thread>

std::atomic<int> word(0);  // 0 free, 1 locked, 2 locked and somebody may wait
int counter = 0;

void Lock() {
  int seen = 0;
  while (!word.compare_exchange_strong(seen, 1)) {
    syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, seen, nullptr, nullptr, 0);
    seen = 0;
  }
}

void Unlock() {
  if (word.exchange(0) == 2) syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
}

void Work() {
  Lock();
  counter++;
  Unlock();
}

int main() {
  std::thread a(Work), b(Work);
  a.join();
  b.join();
  assert(counter == 2);
}
