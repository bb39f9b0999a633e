// expect: none
// Two threads meet at a barrier.
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stddef.h>

static pthread_barrier_t barrier;

static void *meet(void *nothing) {
  pthread_barrier_wait(&barrier);
  return nothing;
}

int main(void) {
  pthread_t thread;
  pthread_barrier_init(&barrier, NULL, 2);
  pthread_create(&thread, NULL, meet, NULL);
  pthread_barrier_wait(&barrier);
  pthread_join(thread, NULL);
  pthread_barrier_destroy(&barrier);
  return 0;
}
