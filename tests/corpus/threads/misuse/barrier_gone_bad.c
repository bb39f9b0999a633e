// expect: lock-misuse
// A barrier for one thread is used after it was destroyed.
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stddef.h>

int main(void) {
  pthread_barrier_t barrier;
  pthread_barrier_init(&barrier, NULL, 1);
  pthread_barrier_destroy(&barrier);
  pthread_barrier_wait(&barrier);
  return 0;
}
