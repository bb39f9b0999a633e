// expect: data-race
// In C: sem_trywait fails, and the thread works all the same.
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static sem_t semaphore;
static int counter = 0;

static void* Work(void* unused) {
  int failed = sem_trywait(&semaphore);
  counter++;
  if (!failed) sem_post(&semaphore);
  return unused;
}

int main(void) {
  sem_init(&semaphore, 0, 1);
  pthread_t a, b;
  pthread_create(&a, NULL, Work, NULL);
  pthread_create(&b, NULL, Work, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  sem_destroy(&semaphore);
  return 0;
}
