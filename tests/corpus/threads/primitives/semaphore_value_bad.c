// expect: deadlock
// In C: sem_getvalue says that one unit is left, and two threads believe it.
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static sem_t units;

static void* Take(void* unused) {
  int left = 0;
  sem_getvalue(&units, &left);
  if (left > 0) {
    while (sem_wait(&units) != 0) continue;
  }
  return unused;
}

int main(void) {
  sem_init(&units, 0, 1);
  pthread_t a, b;
  pthread_create(&a, NULL, Take, NULL);
  pthread_create(&b, NULL, Take, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  sem_destroy(&units);
  return 0;
}
