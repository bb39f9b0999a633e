// expect: none
// In C: ++ on an _Atomic int is one atomic step.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static _Atomic int counter = 0;

static void* Work(void* unused) {
  counter++;
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Work, NULL);
  pthread_create(&b, NULL, Work, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  assert(counter == 2);
  return 0;
}
