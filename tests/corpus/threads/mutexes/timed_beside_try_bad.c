// expect: data-race
// In C: a timed lock that did not get the mutex, because the other one's try did, is used as if it
// had.
#define _GNU_SOURCE
#include <pthread.h>
#include <stddef.h>
#include <time.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int data = 0;

static void* Try(void* unused) {
  if (pthread_mutex_trylock(&mutex) != 0) return unused;
  data = 1;
  pthread_mutex_unlock(&mutex);
  return unused;
}

static void* Wait(void* unused) {
  const struct timespec until = {2000000000, 0};
  const int failed = pthread_mutex_timedlock(&mutex, &until);
  data = 2;
  if (!failed) pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Try, NULL);
  pthread_create(&b, NULL, Wait, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  return 0;
}
