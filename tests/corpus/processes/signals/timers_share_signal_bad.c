// expect: lost-wakeup|deadlock
// kill() sends the same signal twice while it is blocked, and waits for both: only one is kept.
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
#include <unistd.h>

static volatile sig_atomic_t sum;

static void on_signal(int signal) {
  (void)signal;
  ++sum;
}

int main(void) {
  struct sigaction action = {0};
  action.sa_handler = on_signal;
  sigaction(SIGUSR1, &action, NULL);
  sigset_t block, before;
  sigemptyset(&block);
  sigaddset(&block, SIGUSR1);
  sigprocmask(SIG_BLOCK, &block, &before);
  for (int i = 0; i < 2; ++i) kill(getpid(), SIGUSR1);
  while (sum < 2) sigsuspend(&before);
  return 0;
}
