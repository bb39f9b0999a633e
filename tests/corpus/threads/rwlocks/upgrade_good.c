// expect: none
// In C: the reader gives its lock back, takes the write lock and looks again.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int counter = 0;

static void* Work(void* unused) {
  pthread_rwlock_rdlock(&lock);
  int wanted = counter < 1;
  pthread_rwlock_unlock(&lock);
  if (!wanted) return unused;
  pthread_rwlock_wrlock(&lock);
  if (counter < 1) counter++;
  pthread_rwlock_unlock(&lock);
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Work, NULL);
  pthread_create(&b, NULL, Work, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  assert(counter == 1);
  pthread_rwlock_destroy(&lock);
  return 0;
}
