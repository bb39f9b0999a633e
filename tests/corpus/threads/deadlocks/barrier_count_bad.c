// expect: deadlock
// In C: the barrier waits for three threads, but only two come.
#define _GNU_SOURCE
#include <pthread.h>
#include <stddef.h>

static pthread_barrier_t barrier;

static void* Work(void* unused) {
  pthread_barrier_wait(&barrier);
  return unused;
}

int main(void) {
  pthread_barrier_init(&barrier, NULL, 3);
  pthread_t a, b;
  pthread_create(&a, NULL, Work, NULL);
  pthread_create(&b, NULL, Work, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  pthread_barrier_destroy(&barrier);
  return 0;
}
