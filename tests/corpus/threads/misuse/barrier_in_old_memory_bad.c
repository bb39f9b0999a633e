// expect: lock-misuse
// The memory of a barrier that nobody has initialised holds numbers that look like one.
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stddef.h>

static union {
  int numbers[8];
  pthread_barrier_t barrier;
} memory;

static void* meet(void* nothing) {
  pthread_barrier_wait(&memory.barrier);
  return nothing;
}

int main(void) {
  pthread_t thread;
  for (int i = 0; i < 8; ++i) memory.numbers[i] = 2;
  pthread_create(&thread, NULL, meet, NULL);
  pthread_barrier_wait(&memory.barrier);
  pthread_join(thread, NULL);
  return 0;
}
