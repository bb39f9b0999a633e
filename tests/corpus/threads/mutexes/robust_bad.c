// expect: lock-misuse|assertion
// In C: EOWNERDEAD is taken for success; the unlock makes the robust mutex unusable for ever.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex;
static int value = 0;

static void* DieWithLock(void* unused) {
  pthread_mutex_lock(&mutex);
  value = 1;
  return unused;
}

static void* Work(void* unused) {
  pthread_mutex_lock(&mutex);  // EOWNERDEAD, and nobody looks
  value = 2;
  pthread_mutex_unlock(&mutex);
  int result = pthread_mutex_lock(&mutex);
  assert(result == 0);
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&mutex, &attributes);
  pthread_mutexattr_destroy(&attributes);
  pthread_t a, b;
  pthread_create(&a, NULL, DieWithLock, NULL);
  pthread_join(a, NULL);
  pthread_create(&b, NULL, Work, NULL);
  pthread_join(b, NULL);
  pthread_mutex_destroy(&mutex);
  return 0;
}
