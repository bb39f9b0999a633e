// expect: none
// Timers of processor time end two loops: they ring while the program runs.
#define _GNU_SOURCE
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

static volatile sig_atomic_t rang;

static void on_alarm(int signal) { rang = signal; }

static void set(int which, int microseconds) {
  const struct itimerval to = {{0, 0}, {0, microseconds}};
  setitimer(which, &to, NULL);
}

int main(void) {
  struct sigaction action = {0};
  action.sa_handler = on_alarm;
  sigaction(SIGVTALRM, &action, NULL);
  sigaction(SIGPROF, &action, NULL);
  set(ITIMER_VIRTUAL, 1000);
  while (rang != SIGVTALRM) continue;
  set(ITIMER_PROF, 1000);
  while (rang != SIGPROF) continue;
  return 0;
}
