// expect: none
// In C: writers take a pthread rwlock for writing, readers for reading.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int left = 0, right = 0;

static void* Write(void* unused) {
  pthread_rwlock_wrlock(&lock);
  left++;
  right++;
  pthread_rwlock_unlock(&lock);
  return unused;
}

static void* Read(void* unused) {
  pthread_rwlock_rdlock(&lock);
  assert(left == right);
  pthread_rwlock_unlock(&lock);
  return unused;
}

int main(void) {
  pthread_t a, b, c;
  pthread_create(&a, NULL, Write, NULL);
  pthread_create(&b, NULL, Read, NULL);
  pthread_create(&c, NULL, Read, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  pthread_join(c, NULL);
  pthread_rwlock_destroy(&lock);
  return 0;
}
