// expect: none
// In C: a rwlock is unlocked only if tryrdlock succeeded.
#define _GNU_SOURCE
#include <pthread.h>
#include <stddef.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;

static void* Read(void* unused) {
  if (pthread_rwlock_tryrdlock(&lock) == 0) pthread_rwlock_unlock(&lock);
  return unused;
}

int main(void) {
  pthread_t reader;
  pthread_rwlock_wrlock(&lock);
  pthread_create(&reader, NULL, Read, NULL);
  pthread_rwlock_unlock(&lock);
  pthread_join(reader, NULL);
  pthread_rwlock_destroy(&lock);
  return 0;
}
