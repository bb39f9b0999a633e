// expect: none
// Two ask to read and give up after a while; one of them tried to write before.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <time.h>

static const struct timespec later = {1800000000, 0};
static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int value;

static void Read(void) {
  if (pthread_rwlock_timedrdlock(&lock, &later) != 0) return;
  assert(value == 0 || value == 2);
  pthread_rwlock_unlock(&lock);
}

static void* Reader(void* unused) {
  Read();
  return unused;
}

static void* Writer(void* unused) {
  if (pthread_rwlock_trywrlock(&lock) == 0) {
    ++value;
    ++value;
    pthread_rwlock_unlock(&lock);
  }
  Read();
  return unused;
}

int main(void) {
  pthread_t reader, writer;
  pthread_create(&reader, 0, Reader, 0);
  pthread_create(&writer, 0, Writer, 0);
  pthread_join(reader, 0);
  pthread_join(writer, 0);
}
