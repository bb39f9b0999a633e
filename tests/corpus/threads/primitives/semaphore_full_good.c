// expect: none
// A semaphore that is full refuses one more.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <semaphore.h>

int main(void) {
  sem_t semaphore;
  sem_init(&semaphore, 0, SEM_VALUE_MAX);
  assert(sem_post(&semaphore) == -1 && errno == EOVERFLOW);
  assert(sem_wait(&semaphore) == 0);
  assert(sem_post(&semaphore) == 0);
  sem_destroy(&semaphore);
  return 0;
}
