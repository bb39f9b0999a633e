// expect: data-race
// In C: one of two threads forgets to lock the mutex of the counter.
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int counter = 0;

static void* Locked(void* unused) {
  pthread_mutex_lock(&mutex);
  counter++;
  pthread_mutex_unlock(&mutex);
  return unused;
}

static void* Unlocked(void* unused) {
  counter++;
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Locked, NULL);
  pthread_create(&b, NULL, Unlocked, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  return 0;
}
