// expect: none
// In C: all waiters are woken and joined before the condition variable is destroyed.
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed;
static int ready = 0;

static void* Wait(void* unused) {
  pthread_mutex_lock(&mutex);
  while (!ready) pthread_cond_wait(&changed, &mutex);
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_cond_init(&changed, NULL);
  pthread_t a, b;
  pthread_create(&a, NULL, Wait, NULL);
  pthread_create(&b, NULL, Wait, NULL);
  pthread_mutex_lock(&mutex);
  ready = 1;
  pthread_cond_broadcast(&changed);
  pthread_mutex_unlock(&mutex);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  int result = pthread_cond_destroy(&changed);
  assert(result == 0);
  return 0;
}
