// expect: none
// A thread that can be cancelled at any time cancels itself, and never goes on.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static void *end(void *nothing) {
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL);
  pthread_cancel(pthread_self());
  assert(nothing != NULL);
  return nothing;
}

int main(void) {
  pthread_t thread;
  void *result;
  pthread_create(&thread, NULL, end, NULL);
  pthread_join(thread, &result);
  return result == PTHREAD_CANCELED ? 0 : 1;
}
