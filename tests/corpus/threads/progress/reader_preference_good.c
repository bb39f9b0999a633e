// expect: none
// In C: each reader lets the lock go after its turn and comes a limited number of times.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int value = 0;

static void* Read(void* unused) {
  for (int i = 0; i < 2; ++i) {
    pthread_rwlock_rdlock(&lock);
    assert(value == 0 || value == 1);
    pthread_rwlock_unlock(&lock);
  }
  return unused;
}

static void* Write(void* unused) {
  pthread_rwlock_wrlock(&lock);
  value = 1;
  pthread_rwlock_unlock(&lock);
  return unused;
}

int main(void) {
  pthread_t a, b, c;
  pthread_create(&a, NULL, Read, NULL);
  pthread_create(&b, NULL, Read, NULL);
  pthread_create(&c, NULL, Write, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  pthread_join(c, NULL);
  assert(value == 1);
  pthread_rwlock_destroy(&lock);
  return 0;
}
