// expect: none
// pthread_mutex_trylock() of a mutex that the caller holds: EBUSY with error checks as without,
// EDEADLK only from a call that would wait.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>

int main(void) {
  pthread_mutexattr_t kind;
  pthread_mutex_t lock;
  pthread_mutexattr_init(&kind);
  pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_ERRORCHECK);
  pthread_mutex_init(&lock, &kind);
  pthread_mutex_lock(&lock);
  if (pthread_mutex_trylock(&lock) != EBUSY) return 1;
  if (pthread_mutex_lock(&lock) != EDEADLK) return 2;
  pthread_mutex_unlock(&lock);
  return pthread_mutex_destroy(&lock);
}
