// expect: none
// A timed join without a time waits as long as it takes; one with no such time is refused.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stddef.h>
#include <time.h>

static int done;

static void *work(void *nothing) {
  done = 1;
  return nothing;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, work, NULL);
  struct timespec until = {2000000000, 1000000000};
  assert(pthread_timedjoin_np(thread, NULL, &until) == EINVAL);
  assert(pthread_timedjoin_np(thread, NULL, NULL) == 0);
  return done ? 0 : 1;
}
