// expect: none
// A thread waits for an atomic flag, in a loop with nothing in it.
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static atomic_int ready;

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
