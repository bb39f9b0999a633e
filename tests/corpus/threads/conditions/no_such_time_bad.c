// expect: assertion
// 1.5 seconds are added to the nanoseconds: no wait, which the thread takes for an end of the wait.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stddef.h>
#include <time.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

int main(void) {
  struct timespec until;
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_nsec += 1500000000;
  pthread_mutex_lock(&mutex);
  int failed = 0;
  while (failed == 0) failed = pthread_cond_timedwait(&changed, &mutex, &until);
  pthread_mutex_unlock(&mutex);
  assert(failed == ETIMEDOUT);
  return 0;
}
