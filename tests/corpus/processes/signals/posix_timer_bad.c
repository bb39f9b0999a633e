// expect: lost-wakeup
// A timer of timer_create() that rings once, while there is still work to do before the pause.
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t rang;

static void on_timer(int signal, siginfo_t* info, void* context) {
  (void)signal;
  (void)context;
  rang = info->si_value.sival_int;
}

int main(void) {
  struct sigaction action = {0};
  action.sa_sigaction = on_timer;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGUSR1, &action, NULL);
  struct sigevent event = {0};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGUSR1;
  event.sigev_value.sival_int = 7;
  timer_t timer;
  if (timer_create(CLOCK_MONOTONIC, &event, &timer) != 0) return 2;
  const struct itimerspec once = {{0, 0}, {0, 1000000}};
  if (timer_settime(timer, 0, &once, NULL) != 0) return 2;
  if (rang == 0) pause();
  return rang == 7 ? 0 : 1;
}
