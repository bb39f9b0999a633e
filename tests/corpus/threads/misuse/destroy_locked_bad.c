// expect: lock-misuse
// In C: main destroys a mutex that a thread may still hold.
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static atomic_int finished;

static void* Work(void* unused) {
  pthread_mutex_lock(&mutex);
  finished = 1;
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_t worker;
  pthread_create(&worker, NULL, Work, NULL);
  while (!finished) continue;
  pthread_mutex_destroy(&mutex);
  pthread_join(worker, NULL);
  return 0;
}
