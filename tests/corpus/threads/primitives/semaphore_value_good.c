// expect: none
// In C: sem_trywait checks and takes in one step.
#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static sem_t units;

static void* Take(void* unused) {
  sem_trywait(&units);
  return unused;
}

int main(void) {
  sem_init(&units, 0, 1);
  pthread_t a, b;
  pthread_create(&a, NULL, Take, NULL);
  pthread_create(&b, NULL, Take, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  int left = -1;
  sem_getvalue(&units, &left);
  assert(left == 0);
  sem_destroy(&units);
  return 0;
}
