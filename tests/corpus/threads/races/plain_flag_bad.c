// expect: data-race
// A thread waits for a flag that is no atomic, in a loop with nothing in it.
#include <pthread.h>
#include <stddef.h>

static volatile int ready;

static void* Set(void* unused) {
  ready = 1;
  return unused;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, Set, NULL);
  while (ready == 0) {
  }
  pthread_join(thread, NULL);
  return 0;
}
