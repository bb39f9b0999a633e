// expect: assertion
// A thread is cancelled at a cancellation point between two steps that belong together.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stddef.h>
#include <unistd.h>

static int taken, given;

static void* Transfer(void* unused) {
  ++taken;
  usleep(1);
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
