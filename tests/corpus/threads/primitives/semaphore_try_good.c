// expect: none
// In C: only a successful sem_trywait leads to work.
#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static sem_t semaphore;
static int counter = 0;

static void* Work(void* unused) {
  if (sem_trywait(&semaphore) == 0) {
    counter++;
    sem_post(&semaphore);
  }
  return unused;
}

int main(void) {
  sem_init(&semaphore, 0, 1);
  pthread_t a, b;
  pthread_create(&a, NULL, Work, NULL);
  pthread_create(&b, NULL, Work, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  assert(counter >= 1 && counter <= 2);
  sem_destroy(&semaphore);
  return 0;
}
