// expect: none
// Two threads need one rwlock: pthread_once() initialises it.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_rwlock_t lock;
static int count;

static void Make(void) { pthread_rwlock_init(&lock, NULL); }

static void* Add(void* none) {
  pthread_once(&once, Make);
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
