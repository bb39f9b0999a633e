// expect: deadlock
// In C: ABBA with pthread mutexes; one thread takes the second lock only under a condition.
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t left = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t right = PTHREAD_MUTEX_INITIALIZER;
static int shared = 0;

static void* First(void* unused) {
  pthread_mutex_lock(&left);
  if (shared == 0) {
    pthread_mutex_lock(&right);
    pthread_mutex_unlock(&right);
  }
  pthread_mutex_unlock(&left);
  return unused;
}

static void* Second(void* unused) {
  pthread_mutex_lock(&right);
  pthread_mutex_lock(&left);
  shared = 1;
  pthread_mutex_unlock(&left);
  pthread_mutex_unlock(&right);
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, First, NULL);
  pthread_create(&b, NULL, Second, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  return 0;
}
