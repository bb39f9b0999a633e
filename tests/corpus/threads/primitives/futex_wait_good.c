// expect: none
// In C: the kernel compares the futex with the checked value and refuses a late sleep.
#define _GNU_SOURCE
#include <assert.h>
#include <linux/futex.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int stage;
static int data = 0;

static void* Wait(void* unused) {
  while (stage == 0) syscall(SYS_futex, &stage, FUTEX_WAIT_PRIVATE, 0, NULL, NULL, 0);
  assert(data == 1);
  return unused;
}

int main(void) {
  pthread_t waiter;
  pthread_create(&waiter, NULL, Wait, NULL);
  data = 1;
  stage = 1;
  syscall(SYS_futex, &stage, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
  pthread_join(waiter, NULL);
  return 0;
}
