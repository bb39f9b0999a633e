// expect: assertion
// Who tries an error-checking mutex that it holds itself waits for an EDEADLK that never comes.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex;
static int value = 0;

static void Add(void) {
  const int result = pthread_mutex_trylock(&mutex);
  assert(result == 0 || result == EDEADLK);
  value++;
}

static void* AddOnce(void* unused) {
  pthread_mutex_lock(&mutex);
  Add();
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
  pthread_mutex_init(&mutex, &attributes);
  pthread_mutexattr_destroy(&attributes);
  pthread_t a, b;
  pthread_create(&a, NULL, AddOnce, NULL);
  pthread_create(&b, NULL, AddOnce, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  assert(value == 2);
  pthread_mutex_destroy(&mutex);
  return 0;
}
