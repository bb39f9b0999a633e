// expect: none
// A timer that starts a thread for each time (SIGEV_THREAD): main waits for two of them. What was
// written before the timer was set is there for them, and the rest is under the lock.
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <signal.h>
#include <time.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int step, total;

static void on_time(union sigval value) {
  pthread_mutex_lock(&lock);
  total += *(int*)value.sival_ptr;
  pthread_cond_signal(&changed);
  pthread_mutex_unlock(&lock);
}

int main(void) {
  struct sigevent event = {0};
  event.sigev_notify = SIGEV_THREAD;
  event.sigev_notify_function = on_time;
  event.sigev_value.sival_ptr = &step;
  timer_t timer;
  if (timer_create(CLOCK_MONOTONIC, &event, &timer) != 0) return 2;
  step = 3;
  const struct itimerspec each = {{0, 1000000}, {0, 1000000}};
  if (timer_settime(timer, 0, &each, NULL) != 0) return 3;
  pthread_mutex_lock(&lock);
  while (total < 6) pthread_cond_wait(&changed, &lock);
  pthread_mutex_unlock(&lock);
  return timer_delete(timer) != 0;
}
