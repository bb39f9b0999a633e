// expect: deadlock
// Waits for a timer of processor time, which stands still while the program waits.
#define _GNU_SOURCE
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

int main(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGVTALRM);
  sigprocmask(SIG_BLOCK, &set, NULL);
  const struct itimerval to = {{0, 0}, {0, 1000}};
  setitimer(ITIMER_VIRTUAL, &to, NULL);
  int got;
  return sigwait(&set, &got);
}
