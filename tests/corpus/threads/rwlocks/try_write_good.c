// expect: none
// In C: the results of tryrdlock, trywrlock and the timed calls decide about the work.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stddef.h>
#include <time.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int left = 0, right = 0;

static void* Write(void* unused) {
  struct timespec deadline;
  clock_gettime(CLOCK_REALTIME, &deadline);
  deadline.tv_sec += 1;
  int failed = pthread_rwlock_trywrlock(&lock);
  if (failed) failed = pthread_rwlock_timedwrlock(&lock, &deadline);
  if (failed) return unused;
  left++;
  right++;
  pthread_rwlock_unlock(&lock);
  return unused;
}

static void* Read(void* unused) {
  struct timespec deadline;
  clock_gettime(CLOCK_REALTIME, &deadline);
  deadline.tv_sec += 1;
  int failed = pthread_rwlock_tryrdlock(&lock);
  if (failed) failed = pthread_rwlock_timedrdlock(&lock, &deadline);
  if (failed) return unused;
  assert(left == right);
  pthread_rwlock_unlock(&lock);
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Write, NULL);
  pthread_create(&b, NULL, Read, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  pthread_rwlock_destroy(&lock);
  return 0;
}
