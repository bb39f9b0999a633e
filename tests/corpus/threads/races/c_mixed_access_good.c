// expect: none
// In C: both sides use the atomic built-ins.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static int value = 0;
static int seen = 0;

static void* Add(void* unused) {
  __atomic_fetch_add(&value, 1, __ATOMIC_SEQ_CST);
  return unused;
}

static void* Read(void* unused) {
  seen = __atomic_load_n(&value, __ATOMIC_SEQ_CST);
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Add, NULL);
  pthread_create(&b, NULL, Read, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  assert(seen == 0 || seen == 1);
  return 0;
}
