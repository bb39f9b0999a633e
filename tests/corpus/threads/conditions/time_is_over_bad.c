// expect: assertion
// A wait until a time that has passed lets others have the mutex in between all the same.
#include <assert.h>
#include <pthread.h>
#include <time.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int ready;  // under lock

static void* Change(void* unused) {
  pthread_mutex_lock(&lock);
  ready = 1;
  pthread_mutex_unlock(&lock);
  return unused;
}

int main(void) {
  const struct timespec long_ago = {1000, 0};
  pthread_t thread;
  pthread_create(&thread, 0, Change, 0);
  pthread_mutex_lock(&lock);
  const int before = ready;
  pthread_cond_timedwait(&changed, &lock, &long_ago);
  assert(before == ready);
  pthread_mutex_unlock(&lock);
  pthread_join(thread, 0);
}
