// expect: none
// In C: the next owner of a robust mutex repairs the data and says so.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex;
static int left = 0, right = 0;

static void* DieWithLock(void* unused) {
  if (pthread_mutex_lock(&mutex) == EOWNERDEAD) {
    pthread_mutex_consistent(&mutex);
  }
  left++;
  return unused;
}

static void* Work(void* unused) {
  if (pthread_mutex_lock(&mutex) == EOWNERDEAD) {
    right = left;
    pthread_mutex_consistent(&mutex);
  }
  assert(left == right);
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&mutex, &attributes);
  pthread_mutexattr_destroy(&attributes);
  pthread_t a, b, c;
  pthread_create(&a, NULL, DieWithLock, NULL);
  pthread_create(&b, NULL, Work, NULL);
  pthread_join(a, NULL);
  pthread_create(&c, NULL, Work, NULL);
  pthread_join(b, NULL);
  pthread_join(c, NULL);
  assert(left == 1 && right == 1);
  pthread_mutex_destroy(&mutex);
  return 0;
}
