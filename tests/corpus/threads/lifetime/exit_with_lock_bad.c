// expect: deadlock
// In C: pthread_exit in a helper function leaves the mutex locked.
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int turns = 0;

static void StopIfFirst(void) {
  if (turns++ == 0) pthread_exit(NULL);
}

static void* Work(void* unused) {
  pthread_mutex_lock(&mutex);
  StopIfFirst();
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Work, NULL);
  pthread_create(&b, NULL, Work, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  return 0;
}
