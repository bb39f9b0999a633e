// expect: none
// The semaphore is initialised before the thread starts, and made again after its end.
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static sem_t ready;

static void* announce(void* nothing) {
  sem_post(&ready);
  return nothing;
}

int main(void) {
  for (int round = 0; round < 2; ++round) {
    pthread_t thread;
    sem_init(&ready, 0, 0);
    pthread_create(&thread, NULL, announce, NULL);
    sem_wait(&ready);
    pthread_join(thread, NULL);
    sem_destroy(&ready);
  }
  return 0;
}
