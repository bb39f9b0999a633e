// expect: assertion
// A timed join with a time may come back before the thread has ended.
#define _GNU_SOURCE
#include <assert.h>
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
  struct timespec until = {2000000000, 0};
  assert(pthread_timedjoin_np(thread, NULL, &until) == 0);
  return done ? 0 : 1;
}
