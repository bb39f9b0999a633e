// expect: lost-wakeup|deadlock
// In C: two threads wait at a gate, and pthread_cond_signal lets only one of them through.
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t opened = PTHREAD_COND_INITIALIZER;
static int is_open = 0;

static void* Pass(void* unused) {
  pthread_mutex_lock(&mutex);
  while (!is_open) pthread_cond_wait(&opened, &mutex);
  pthread_mutex_unlock(&mutex);
  return unused;
}

int main(void) {
  pthread_t a, b;
  pthread_create(&a, NULL, Pass, NULL);
  pthread_create(&b, NULL, Pass, NULL);
  pthread_mutex_lock(&mutex);
  is_open = 1;
  pthread_cond_signal(&opened);
  pthread_mutex_unlock(&mutex);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  return 0;
}
