// expect: data-race
// A timer that starts a thread for each time (SIGEV_THREAD): the threads count without a lock, and
// main looks when it has slept for long enough.
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
#include <time.h>
#include <unistd.h>

static int times;

static void on_time(union sigval value) { times += value.sival_int; }

int main(void) {
  struct sigevent event = {0};
  event.sigev_notify = SIGEV_THREAD;
  event.sigev_notify_function = on_time;
  event.sigev_value.sival_int = 1;
  timer_t timer;
  if (timer_create(CLOCK_MONOTONIC, &event, &timer) != 0) return 2;
  const struct itimerspec once = {{0, 0}, {0, 1000000}};
  if (timer_settime(timer, 0, &once, NULL) != 0) return 3;
  sleep(1);
  timer_delete(timer);
  return times > 1;
}
