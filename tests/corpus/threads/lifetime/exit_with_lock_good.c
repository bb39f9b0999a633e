// expect: none
// In C: a clean-up handler unlocks the mutex when pthread_exit ends the thread.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int turns = 0;

static void Unlock(void* unused) {
  (void)unused;
  pthread_mutex_unlock(&mutex);
}

static void StopIfFirst(void) {
  if (turns++ == 0) pthread_exit(NULL);
}

static void* Work(void* unused) {
  pthread_mutex_lock(&mutex);
  pthread_cleanup_push(Unlock, NULL);
  StopIfFirst();
  pthread_cleanup_pop(1);
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Work, NULL);
  pthread_create(&b, NULL, Work, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  assert(turns == 2);
  return 0;
}
