// expect: lock-misuse
// A semaphore in static memory, which nobody has initialised: on this system it happens to work.
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static sem_t ready;

static void* announce(void* nothing) {
  sem_post(&ready);
  return nothing;
}

int main(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, announce, NULL);
  sem_wait(&ready);
  pthread_join(thread, NULL);
  return 0;
}
