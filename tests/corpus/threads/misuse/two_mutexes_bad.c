// expect: lock-misuse
// In C: two threads wait on one condition variable with two different mutexes.
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutexes[2] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int ready[2] = {0, 0};

static void Wait(int me) {
  pthread_mutex_lock(&mutexes[me]);
  while (!ready[me]) pthread_cond_wait(&changed, &mutexes[me]);
  pthread_mutex_unlock(&mutexes[me]);
}

static void* First(void* unused) {
  Wait(0);
  return unused;
}

static void* Second(void* unused) {
  Wait(1);
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, First, NULL);
  pthread_create(&b, NULL, Second, NULL);
  for (int i = 0; i < 2; ++i) {
    pthread_mutex_lock(&mutexes[i]);
    ready[i] = 1;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&mutexes[i]);
  }
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  return 0;
}
