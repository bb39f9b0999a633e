// expect: data-race
// In C: both threads do the work that is meant for the serial thread of the barrier.
#define _GNU_SOURCE
#include <pthread.h>
#include <stddef.h>

static pthread_barrier_t barrier;
static int total = 0;

static void* Work(void* unused) {
  int result = pthread_barrier_wait(&barrier);
  if (result == 0 || result == PTHREAD_BARRIER_SERIAL_THREAD) total++;
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
