// expect: assertion
// In C: a home-made "once" checks and sets an atomic in two steps, so the setup runs twice.
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static atomic_int done;
static atomic_int setups;

static void* Use(void* unused) {
  if (!done) {
    setups++;
    done = 1;
  }
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Use, NULL);
  pthread_create(&b, NULL, Use, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  assert(setups == 1);
  return 0;
}
