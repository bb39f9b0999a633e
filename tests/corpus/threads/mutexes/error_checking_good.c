// expect: none
// In C: an error-checking mutex tells that the caller holds it already, and the caller listens.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex;
static int value = 0;

static void Add(void) {
  int result = pthread_mutex_lock(&mutex);
  assert(result == 0 || result == EDEADLK);
  value++;
  if (result == 0) pthread_mutex_unlock(&mutex);
}

static void* AddTwice(void* unused) {
  pthread_mutex_lock(&mutex);
  Add();
  pthread_mutex_unlock(&mutex);
  Add();
  return unused;
}

int main(void) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
  pthread_mutex_init(&mutex, &attributes);
  pthread_mutexattr_destroy(&attributes);
  pthread_t a, b;
  pthread_create(&a, NULL, AddTwice, NULL);
  pthread_create(&b, NULL, AddTwice, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  assert(value == 4);
  pthread_mutex_destroy(&mutex);
  return 0;
}
