// expect: assertion
// Who asks to read may give up because of who writes, and then there is nothing that was read.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <time.h>

static const struct timespec later = {1800000000, 0};
static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int value, seen = -1;

static void* Reader(void* unused) {
  if (pthread_rwlock_timedrdlock(&lock, &later) != 0) return unused;
  seen = value;
  pthread_rwlock_unlock(&lock);
  return unused;
}

static void* Writer(void* unused) {
  if (pthread_rwlock_trywrlock(&lock) != 0) return unused;
  value = 2;
  pthread_rwlock_unlock(&lock);
  return unused;
}

int main(void) {
  pthread_t reader, writer;
  pthread_create(&reader, 0, Reader, 0);
  pthread_create(&writer, 0, Writer, 0);
  pthread_join(reader, 0);
  pthread_join(writer, 0);
  assert(seen == 0 || seen == 2);
}
