// expect: none
// In C: a semaphore has no owner, so one thread may wait and another one post.
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static sem_t semaphore;

static void* Post(void* unused) {
  sem_post(&semaphore);
  return unused;
}

int main(void) {
  sem_init(&semaphore, 0, 1);
  pthread_t other;
  while (sem_wait(&semaphore) != 0) continue;
  pthread_create(&other, NULL, Post, NULL);
  while (sem_wait(&semaphore) != 0) continue;
  pthread_join(other, NULL);
  sem_destroy(&semaphore);
  return 0;
}
