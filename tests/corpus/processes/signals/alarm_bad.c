// expect: lost-wakeup
// An alarm rings while there is still work to do, before the pause that it is to end.
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t rang;

static void on_alarm(int signal) {
  (void)signal;
  rang = 1;
}

int main(void) {
  struct sigaction action = {0};
  action.sa_handler = on_alarm;
  sigaction(SIGALRM, &action, NULL);
  alarm(1);
  struct timespec work = {2, 0};
  while (nanosleep(&work, &work) < 0) continue;
  pause();
  return rang ? 0 : 1;
}
