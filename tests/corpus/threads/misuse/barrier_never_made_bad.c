// expect: lock-misuse
// Two threads meet at a barrier that nobody has initialised.
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
  pthread_create(&thread, NULL, meet, NULL);
  pthread_barrier_wait(&barrier);
  pthread_join(thread, NULL);
  return 0;
}
