// expect: lock-misuse
// In C: one thread locks a mutex, and another one unlocks it.
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void* Unlock(void* unused) {
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_t other;
  pthread_mutex_lock(&mutex);
  pthread_create(&other, NULL, Unlock, NULL);
  pthread_join(other, NULL);
  return 0;
}
