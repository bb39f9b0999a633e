// expect: data-race
// In C: a semaphore that starts with two lets two threads into the critical section.
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
  sem_init(&semaphore, 0, 2);
  pthread_t a, b;
  pthread_create(&a, NULL, Work, NULL);
  pthread_create(&b, NULL, Work, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  sem_destroy(&semaphore);
  return 0;
}
