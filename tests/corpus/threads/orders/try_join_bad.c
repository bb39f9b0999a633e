// expect: lock-misuse
// The thread may have ended when it is asked, and then it is joined twice.
#define _GNU_SOURCE
#include <pthread.h>

static int done;

static void* Work(void* unused) {
  done = 1;
  return unused;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, 0, Work, 0);
  pthread_tryjoin_np(thread, 0);
  pthread_join(thread, 0);
}
