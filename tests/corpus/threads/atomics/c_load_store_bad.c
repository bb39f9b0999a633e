// expect: assertion
// In C: x = x + 1 on an _Atomic int loads and stores in two steps.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static _Atomic int counter = 0;

static void* Work(void* unused) {
  counter = counter + 1;
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
