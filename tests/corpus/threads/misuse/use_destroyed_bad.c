// expect: lock-misuse
// In C: a thread locks a mutex that main may have destroyed.
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex;

static void* Work(void* unused) {
  pthread_mutex_lock(&mutex);
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_mutex_init(&mutex, NULL);
  pthread_t worker;
  pthread_create(&worker, NULL, Work, NULL);
  pthread_mutex_destroy(&mutex);
  pthread_join(worker, NULL);
  return 0;
}
