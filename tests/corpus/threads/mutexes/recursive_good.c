// expect: none
// In C: a recursive mutex may be locked again by its owner.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex;
static int value = 0;

static void Add(void) {
  pthread_mutex_lock(&mutex);
  value++;
  pthread_mutex_unlock(&mutex);
}

static void* AddTwice(void* unused) {
  pthread_mutex_lock(&mutex);
  Add();
  Add();
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
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
