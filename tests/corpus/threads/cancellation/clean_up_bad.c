// expect: deadlock
// A thread is cancelled while it waits for a condition variable, and keeps the mutex for ever.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int ready;

static void* Wait(void* unused) {
  pthread_mutex_lock(&mutex);
  while (ready == 0) pthread_cond_wait(&changed, &mutex);
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_t thread;
  void* result = NULL;
  pthread_create(&thread, NULL, Wait, NULL);
  pthread_cancel(thread);
  pthread_join(thread, &result);
  pthread_mutex_lock(&mutex);
  assert(result == PTHREAD_CANCELED);
  pthread_mutex_unlock(&mutex);
  return 0;
}
