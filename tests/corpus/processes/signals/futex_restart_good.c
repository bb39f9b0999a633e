// expect: none
// A futex wait that a handler with SA_RESTART interrupts goes on; EINTR would be an error.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <linux/futex.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int word = 1;

static void on_signal(int signal) { (void)signal; }

static void *wait_for_zero(void *nothing) {
  while (atomic_load(&word) != 0) {
    long failed = syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 1, NULL, NULL, 0);
    assert(failed == 0 || errno == EAGAIN);
  }
  return nothing;
}

int main(void) {
  struct sigaction action = {0};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  sigaction(SIGUSR1, &action, NULL);
  pthread_t thread;
  pthread_create(&thread, NULL, wait_for_zero, NULL);
  pthread_kill(thread, SIGUSR1);
  atomic_store(&word, 0);
  syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
  pthread_join(thread, NULL);
  return 0;
}
