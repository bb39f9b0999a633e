// expect: assertion
// A thread cancels itself, and goes on to the next cancellation point, which does not come.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static void *end(void *nothing) {
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
