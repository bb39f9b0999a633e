// expect: deadlock
// In C: two threads need two units each, and each takes one of the two that exist.
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static sem_t units;

static void* Work(void* unused) {
  while (sem_wait(&units) != 0) continue;
  while (sem_wait(&units) != 0) continue;
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
