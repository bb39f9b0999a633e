// expect: assertion
// A semaphore that may be full is given one more, and the answer must be yes.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <limits.h>
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static sem_t semaphore;

static void *take(void *nothing) {
  sem_wait(&semaphore);
  return nothing;
}

int main(void) {
  sem_init(&semaphore, 0, SEM_VALUE_MAX);
  pthread_t thread;
  pthread_create(&thread, NULL, take, NULL);
  assert(sem_post(&semaphore) == 0);
  pthread_join(thread, NULL);
  sem_destroy(&semaphore);
  return 0;
}
