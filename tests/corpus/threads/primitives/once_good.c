// expect: none
// In C: pthread_once runs the setup once, and every caller sees its result.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int table = 0;

static void Setup(void) { table++; }

static void* Use(void* unused) {
  pthread_once(&once, Setup);
  assert(table == 1);
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Use, NULL);
  pthread_create(&b, NULL, Use, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  return 0;
}
