// expect: none
// A right program that is long: it must not be taken for one that goes in circles.
#include <pthread.h>
#include <stddef.h>

enum { kThreads = 4, kTimes = 200000 };
static long counter;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void* Count(void* unused) {
  for (int i = 0; i < kTimes; ++i) {
    pthread_mutex_lock(&mutex);
    ++counter;
    pthread_mutex_unlock(&mutex);
  }
  return unused;
}

int main(void) {
  pthread_t threads[kThreads];
  for (int i = 0; i < kThreads; ++i) pthread_create(&threads[i], NULL, Count, NULL);
  for (int i = 0; i < kThreads; ++i) pthread_join(threads[i], NULL);
  return counter == (long)kThreads * kTimes ? 0 : 1;
}
