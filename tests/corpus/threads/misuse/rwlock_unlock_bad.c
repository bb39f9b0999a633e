// expect: lock-misuse
// In C: a rwlock is unlocked by a thread whose tryrdlock failed.
#define _GNU_SOURCE
#include <pthread.h>
#include <stddef.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;

static void* Read(void* unused) {
  pthread_rwlock_tryrdlock(&lock);
  pthread_rwlock_unlock(&lock);
  return unused;
}

int main(void) {
  pthread_t reader;
  pthread_rwlock_wrlock(&lock);
  pthread_create(&reader, NULL, Read, NULL);
  pthread_rwlock_unlock(&lock);
  pthread_join(reader, NULL);
  return 0;
}
