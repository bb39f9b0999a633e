// expect: leak
// In C: main joins the thread only if it sees it finished in time.
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static atomic_int finished;

static void* Work(void* unused) {
  finished = 1;
  return unused;
}

int main(void) {
  pthread_t worker;
  pthread_create(&worker, NULL, Work, NULL);
  if (finished) pthread_join(worker, NULL);
  return 0;
}
