// expect: none
// In C: main joins one thread; the other detaches itself, and main leaves with pthread_exit.
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static atomic_int finished;

static void* Work(void* unused) {
  finished = 1;
  return unused;
}

static void* Detached(void* unused) {
  pthread_detach(pthread_self());
  return unused;
}

int main(void) {
  pthread_t worker, helper;
  pthread_create(&worker, NULL, Work, NULL);
  pthread_create(&helper, NULL, Detached, NULL);
  pthread_join(worker, NULL);
  assert(finished);
  pthread_exit(NULL);
}
