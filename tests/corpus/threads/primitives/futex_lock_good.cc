// expect: none
// A futex lock with three states: free, locked, locked with waiters.
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
  if (word.compare_exchange_strong(seen, 1)) return;
  while (word.exchange(2) != 0) {
    syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 2, nullptr, nullptr, 0);
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
  std::thread a(Work), b(Work), c(Work);
  a.join();
  b.join();
  c.join();
  assert(counter == 3);
}
