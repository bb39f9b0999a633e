// expect: deadlock
// In C: with writer preference a second read lock waits for a writer that waits for the first.
#define _GNU_SOURCE
#include <pthread.h>
#include <stddef.h>

static pthread_rwlock_t lock;
static int value = 0;

static void* Read(void* unused) {
  pthread_rwlock_rdlock(&lock);
  pthread_rwlock_rdlock(&lock);
  pthread_rwlock_unlock(&lock);
  pthread_rwlock_unlock(&lock);
  return unused;
}

static void* Write(void* unused) {
  pthread_rwlock_wrlock(&lock);
  value++;
  pthread_rwlock_unlock(&lock);
  return unused;
}

int main(void) {
  pthread_rwlockattr_t attributes;
  pthread_rwlockattr_init(&attributes);
  pthread_rwlockattr_setkind_np(&attributes, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
  pthread_rwlock_init(&lock, &attributes);
  pthread_rwlockattr_destroy(&attributes);
  pthread_t a, b;
  pthread_create(&a, NULL, Read, NULL);
  pthread_create(&b, NULL, Write, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  pthread_rwlock_destroy(&lock);
  return 0;
}
