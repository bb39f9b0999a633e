// expect: data-race
// In C: the thread writes even if pthread_rwlock_trywrlock fails.
#define _GNU_SOURCE
#include <pthread.h>
#include <stddef.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int value = 0;
static int seen = 0;

static void* Write(void* unused) {
  int failed = pthread_rwlock_trywrlock(&lock);
  value = 1;
  if (!failed) pthread_rwlock_unlock(&lock);
  return unused;
}

static void* Read(void* unused) {
  pthread_rwlock_rdlock(&lock);
  seen = value;
  pthread_rwlock_unlock(&lock);
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Write, NULL);
  pthread_create(&b, NULL, Read, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  return 0;
}
