// expect: assertion
// A thread that can be cancelled at any time is cancelled between two steps that belong together.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static int taken, given;

static void* Transfer(void* unused) {
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
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
