// expect: none
// Whether or not the thread has ended when it is asked, it is joined once.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>

static int done;

static void* Work(void* unused) {
  done = 1;
  return unused;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, 0, Work, 0);
  const int error = pthread_tryjoin_np(thread, 0);
  assert(error == 0 || error == EBUSY);
  if (error == EBUSY) pthread_join(thread, 0);
  assert(done == 1);
}
