// expect: none
// A mutex with a priority ceiling, which libc keeps beside the mark that it is locked.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex;
static int count = 0;

static void* Count(void* unused) {
  pthread_mutex_lock(&mutex);
  ++count;
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setprotocol(&attributes, PTHREAD_PRIO_PROTECT);
  pthread_mutexattr_setprioceiling(&attributes, 10);
  if (pthread_mutex_init(&mutex, &attributes) != 0) return 0;
  pthread_mutexattr_destroy(&attributes);
  int ceiling = 0;
  pthread_mutex_getprioceiling(&mutex, &ceiling);
  assert(ceiling == 10);
  pthread_t thread;
  pthread_create(&thread, NULL, Count, NULL);
  Count(NULL);
  pthread_join(thread, NULL);
  assert(count == 2);
  pthread_mutex_destroy(&mutex);
  return 0;
}
