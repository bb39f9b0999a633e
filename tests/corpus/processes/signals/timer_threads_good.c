// expect: none
// Two timers start a thread each (SIGEV_THREAD) at the same time; main waits for both.
#define _POSIX_C_SOURCE 200809L
#include <semaphore.h>
#include <signal.h>
#include <time.h>

static sem_t rang;

static void on_time(union sigval value) {
  (void)value;
  sem_post(&rang);
}

int main(void) {
  sem_init(&rang, 0, 0);
  timer_t timers[2];
  for (int i = 0; i < 2; ++i) {
    struct sigevent event = {0};
    event.sigev_notify = SIGEV_THREAD;
    event.sigev_notify_function = on_time;
    if (timer_create(CLOCK_MONOTONIC, &event, &timers[i]) != 0) return 2;
    const struct itimerspec soon = {{0, 0}, {0, 1000000}};
    if (timer_settime(timers[i], 0, &soon, NULL) != 0) return 3;
  }
  for (int i = 0; i < 2; ++i) sem_wait(&rang);
  return timer_delete(timers[0]) != 0 || timer_delete(timers[1]) != 0;
}
