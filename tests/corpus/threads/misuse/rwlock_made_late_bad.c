// expect: data-race
// Two threads need one rwlock: each looks whether somebody has begun to initialise it.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_bool begun;
static pthread_rwlock_t lock;
static int count;

static void* Add(void* none) {
  if (!atomic_exchange(&begun, 1)) pthread_rwlock_init(&lock, NULL);
  pthread_rwlock_wrlock(&lock);
  count++;
  pthread_rwlock_unlock(&lock);
  return none;
}

int main(void) {
  pthread_t other;
  pthread_create(&other, NULL, Add, NULL);
  Add(NULL);
  pthread_join(other, NULL);
  assert(count == 2);
  pthread_rwlock_destroy(&lock);
  return 0;
}
