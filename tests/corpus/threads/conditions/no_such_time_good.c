// expect: none
// A time with more than a second of nanoseconds is refused at once, by every call that waits.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>
#include <time.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;

int main(void) {
  struct timespec until = {2000000000, 1000000000};
  pthread_mutex_lock(&mutex);
  assert(pthread_cond_timedwait(&changed, &mutex, &until) == EINVAL);
  assert(pthread_mutex_timedlock(&mutex, &until) == EINVAL);
  pthread_mutex_unlock(&mutex);
  assert(pthread_mutex_timedlock(&mutex, &until) == 0);  // no need to look at the time
  pthread_mutex_unlock(&mutex);
  assert(pthread_rwlock_timedrdlock(&lock, &until) == EINVAL);
  assert(pthread_rwlock_timedwrlock(&lock, &until) == EINVAL);
  sem_t semaphore;
  sem_init(&semaphore, 0, 0);
  assert(sem_timedwait(&semaphore, &until) == -1 && errno == EINVAL);
  sem_destroy(&semaphore);
  assert(nanosleep(&until, NULL) == -1 && errno == EINVAL);
  return 0;
}
