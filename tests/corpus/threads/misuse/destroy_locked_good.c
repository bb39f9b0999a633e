// expect: none
// In C: main joins the thread and then destroys the mutex.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex;
static int finished = 0;

static void* Work(void* unused) {
  pthread_mutex_lock(&mutex);
  finished = 1;
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_t worker;
  pthread_mutex_init(&mutex, NULL);
  pthread_create(&worker, NULL, Work, NULL);
  pthread_join(worker, NULL);
  assert(finished == 1);
  int result = pthread_mutex_destroy(&mutex);
  assert(result == 0);
  return 0;
}
