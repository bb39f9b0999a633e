// expect: none
// In C: a mutex around the two waits makes taking two units one step.
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static sem_t units;

static void* Work(void* unused) {
  pthread_mutex_lock(&mutex);
  while (sem_wait(&units) != 0) continue;
  while (sem_wait(&units) != 0) continue;
  pthread_mutex_unlock(&mutex);
  sem_post(&units);
  sem_post(&units);
  return unused;
}

int main(void) {
  sem_init(&units, 0, 2);
  pthread_t a, b;
  pthread_create(&a, NULL, Work, NULL);
  pthread_create(&b, NULL, Work, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  sem_destroy(&units);
  return 0;
}
