// expect: none
// A thread that has no cancellation point between its steps does both or none.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static int taken, given;

static void* Transfer(void* unused) {
  ++taken;
  ++given;
  return unused;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, Transfer, NULL);
  pthread_cancel(thread);
  pthread_join(thread, NULL);
  assert(taken == given);
  return 0;
}
