// expect: none
// In C: after pthread_cond_timedwait the thread looks at the data, not at the result.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stddef.h>
#include <time.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int ready = 0;
static int used = 0;

static void* Wait(void* unused) {
  struct timespec deadline;
  clock_gettime(CLOCK_REALTIME, &deadline);
  deadline.tv_sec += 1;
  pthread_mutex_lock(&mutex);
  int result = 0;
  while (!ready && result != ETIMEDOUT) {
    result = pthread_cond_timedwait(&changed, &mutex, &deadline);
  }
  used = ready;
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_t waiter;
  pthread_create(&waiter, NULL, Wait, NULL);
  pthread_mutex_lock(&mutex);
  ready = 1;
  pthread_cond_signal(&changed);
  pthread_mutex_unlock(&mutex);
  pthread_join(waiter, NULL);
  assert(used == 0 || used == 1);
  pthread_cond_destroy(&changed);
  pthread_mutex_destroy(&mutex);
  return 0;
}
