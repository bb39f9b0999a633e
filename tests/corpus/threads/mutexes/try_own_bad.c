// expect: deadlock
// Takes EBUSY for another thread's turn, and tries until that is over: it holds the mutex itself.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

int main(void) {
  pthread_mutex_lock(&lock);
  if (pthread_mutex_trylock(&lock) == EBUSY) pthread_mutex_lock(&lock);
  pthread_mutex_unlock(&lock);
  return 0;
}
