// expect: none
// In C: the mutex is free while the threads wait at the barrier.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_barrier_t barrier;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int arrived = 0;

static void* Work(void* unused) {
  pthread_mutex_lock(&mutex);
  arrived++;
  pthread_mutex_unlock(&mutex);
  pthread_barrier_wait(&barrier);
  assert(arrived == 2);
  return unused;
}

int main(void) {
  pthread_barrier_init(&barrier, NULL, 2);
  pthread_t a, b;
  pthread_create(&a, NULL, Work, NULL);
  pthread_create(&b, NULL, Work, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  pthread_barrier_destroy(&barrier);
  return 0;
}
