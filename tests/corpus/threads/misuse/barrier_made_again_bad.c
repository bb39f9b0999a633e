// expect: lock-misuse|deadlock
// A barrier is made again for more threads while one may wait at it already.
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stddef.h>

static pthread_barrier_t barrier;

static void *meet(void *nothing) {
  pthread_barrier_wait(&barrier);
  return nothing;
}

int main(void) {
  pthread_t threads[2];
  pthread_barrier_init(&barrier, NULL, 2);
  pthread_create(&threads[0], NULL, meet, NULL);
  pthread_barrier_init(&barrier, NULL, 3);
  pthread_create(&threads[1], NULL, meet, NULL);
  pthread_barrier_wait(&barrier);
  for (int i = 0; i < 2; ++i) pthread_join(threads[i], NULL);
  pthread_barrier_destroy(&barrier);
  return 0;
}
