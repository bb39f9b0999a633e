// expect: assertion
// A writer that gives up after ten seconds is taken for one that has written. A reader may be slow.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <pthread.h>
#include <time.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int value = 0, written = 0;

static void* Read(void* unused) {
  pthread_rwlock_rdlock(&lock);
  assert(value == 0 || value == 1);
  pthread_rwlock_unlock(&lock);
  return unused;
}

static void* Write(void* unused) {
  struct timespec until;
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_sec += 10;
  if (pthread_rwlock_timedwrlock(&lock, &until) == 0) {
    value = 1;
    pthread_rwlock_unlock(&lock);
  }
  written = 1;
  return unused;
}

int main(void) {
  pthread_t reader, writer;
  pthread_create(&reader, NULL, Read, NULL);
  pthread_create(&writer, NULL, Write, NULL);
  pthread_join(reader, NULL);
  pthread_join(writer, NULL);
  assert(value == written);
  return 0;
}
