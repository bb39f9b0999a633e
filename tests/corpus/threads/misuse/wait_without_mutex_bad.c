// expect: lock-misuse
// In C: pthread_cond_wait is called with a mutex that nobody locked.
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static atomic_int ready;

static void* Wait(void* unused) {
  if (!ready) pthread_cond_wait(&changed, &mutex);
  return unused;
}

int main(void) {
  pthread_t waiter;
  pthread_create(&waiter, NULL, Wait, NULL);
  ready = 1;
  pthread_cond_signal(&changed);
  pthread_join(waiter, NULL);
  return 0;
}
