// expect: none
// In C: a semaphore that starts with one is a lock.
#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static sem_t semaphore;
static int counter = 0;

static void* Work(void* unused) {
  while (sem_wait(&semaphore) != 0) continue;
  counter++;
  sem_post(&semaphore);
  return unused;
}

int main(void) {
  sem_init(&semaphore, 0, 1);
  pthread_t a, b;
  pthread_create(&a, NULL, Work, NULL);
  pthread_create(&b, NULL, Work, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  assert(counter == 2);
  sem_destroy(&semaphore);
  return 0;
}
