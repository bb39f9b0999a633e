// expect: none
// Two timers of timer_create(): one rings again and again and is waited for with its signal
// blocked, the other is taken away before it rings.
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t rang;

static void on_timer(int signal, siginfo_t* info, void* context) {
  (void)signal;
  (void)context;
  rang += info->si_value.sival_int;
}

static void on_never(int signal) {
  (void)signal;
  _exit(1);
}

int main(void) {
  struct sigaction action = {0};
  action.sa_sigaction = on_timer;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGUSR1, &action, NULL);
  struct sigaction never = {0};
  never.sa_handler = on_never;
  sigaction(SIGUSR2, &never, NULL);
  sigset_t block, before;
  sigemptyset(&block);
  sigaddset(&block, SIGUSR1);
  sigaddset(&block, SIGUSR2);
  sigprocmask(SIG_BLOCK, &block, &before);

  struct sigevent event = {0};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGUSR1;
  event.sigev_value.sival_int = 1;
  timer_t often, late;
  if (timer_create(CLOCK_MONOTONIC, &event, &often) != 0) return 2;
  event.sigev_signo = SIGUSR2;
  if (timer_create(CLOCK_REALTIME, &event, &late) != 0) return 2;
  const struct itimerspec every = {{0, 1000000}, {0, 1000000}}, hour = {{0, 0}, {3600, 0}};
  if (timer_settime(often, 0, &every, NULL) != 0) return 2;
  if (timer_settime(late, 0, &hour, NULL) != 0) return 2;
  struct itimerspec left;
  if (timer_gettime(late, &left) != 0 || left.it_value.tv_sec < 3000) return 3;

  sigset_t only_often = block;
  sigdelset(&only_often, SIGUSR1);
  while (rang < 3) sigsuspend(&only_often);
  if (timer_delete(late) != 0 || timer_delete(late) == 0) return 4;
  if (timer_delete(often) != 0) return 5;
  sigprocmask(SIG_SETMASK, &before, NULL);
  return 0;
}
