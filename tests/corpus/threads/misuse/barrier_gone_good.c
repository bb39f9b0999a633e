// expect: none
// A barrier for one thread is used before it is destroyed.
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stddef.h>

int main(void) {
  pthread_barrier_t barrier;
  pthread_barrier_init(&barrier, NULL, 1);
  int last = pthread_barrier_wait(&barrier);
  pthread_barrier_destroy(&barrier);
  return last == PTHREAD_BARRIER_SERIAL_THREAD ? 0 : 1;
}
