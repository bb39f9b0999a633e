// expect: none
// Two timers bring the same signal at the same time, and each brings its own, though both wait.
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
#include <time.h>

static volatile sig_atomic_t sum;

static void on_timer(int signal, siginfo_t* info, void* context) {
  (void)signal;
  (void)context;
  sum += info->si_value.sival_int;
}

int main(void) {
  struct sigaction action = {0};
  action.sa_sigaction = on_timer;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGUSR1, &action, NULL);
  sigset_t block, before;
  sigemptyset(&block);
  sigaddset(&block, SIGUSR1);
  sigprocmask(SIG_BLOCK, &block, &before);
  timer_t timers[2];
  for (int i = 0; i < 2; ++i) {
    struct sigevent event = {0};
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = SIGUSR1;
    event.sigev_value.sival_int = i == 0 ? 1 : 10;
    if (timer_create(CLOCK_MONOTONIC, &event, &timers[i]) != 0) return 2;
    const struct itimerspec soon = {{0, 0}, {0, 1000000}};
    if (timer_settime(timers[i], 0, &soon, NULL) != 0) return 3;
  }
  const struct timespec later = {1, 0};
  nanosleep(&later, NULL);
  while (sum < 11) sigsuspend(&before);
  return sum != 11 || timer_delete(timers[0]) != 0 || timer_delete(timers[1]) != 0;
}
