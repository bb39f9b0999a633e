// expect: deadlock
// In C: a thread ends while it holds a normal mutex, and the next one waits for ever.
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int counter = 0;

static void* Work(void* unused) {
  pthread_mutex_lock(&mutex);
  if (counter++ == 0) return unused;  // without an unlock
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
