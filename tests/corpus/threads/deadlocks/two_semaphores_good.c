// expect: none
// In C: both threads take the two semaphores in one order.
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static sem_t left, right;

static void* Work(void* unused) {
  while (sem_wait(&left) != 0) continue;
  while (sem_wait(&right) != 0) continue;
  sem_post(&left);
  sem_post(&right);
  return unused;
}

int main(void) {
  sem_init(&left, 0, 1);
  sem_init(&right, 0, 1);
  pthread_t a, b;
  pthread_create(&a, NULL, Work, NULL);
  pthread_create(&b, NULL, Work, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  sem_destroy(&left);
  sem_destroy(&right);
  return 0;
}
