// expect: none
// A sum that is no size a machine word has, under a lock.
#include <assert.h>
#include <pthread.h>

static long double sum;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void* Add(void* unused) {
  pthread_mutex_lock(&mutex);
  sum += 1;
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, 0, Add, 0);
  Add(0);
  pthread_join(thread, 0);
  assert(sum == 2);
  return 0;
}
