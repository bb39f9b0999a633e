// expect: lost-wakeup
// In C: the futex waits for the value that it has now, not for the one that was checked.
#define _GNU_SOURCE
#include <linux/futex.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int stage;

static void* Wait(void* unused) {
  while (stage == 0) {
    int value = stage;
    syscall(SYS_futex, &stage, FUTEX_WAIT_PRIVATE, value, NULL, NULL, 0);
  }
  return unused;
}

int main(void) {
  pthread_t waiter;
  pthread_create(&waiter, NULL, Wait, NULL);
  stage = 1;
  syscall(SYS_futex, &stage, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
  pthread_join(waiter, NULL);
  return 0;
}
