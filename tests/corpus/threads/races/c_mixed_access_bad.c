// expect: data-race
// In C: __atomic_fetch_add on one side, a plain read on the other.
#include <pthread.h>
#include <stddef.h>

static int value = 0;
static int seen = 0;

static void* Add(void* unused) {
  __atomic_fetch_add(&value, 1, __ATOMIC_SEQ_CST);
  return unused;
}

static void* Read(void* unused) {
  seen = value;
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Add, NULL);
  pthread_create(&b, NULL, Read, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  return 0;
}
