// expect: deadlock
// In C: ABBA with two semaphores of one unit each.
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static sem_t left, right;

static void Take(sem_t* first, sem_t* second) {
  while (sem_wait(first) != 0) continue;
  while (sem_wait(second) != 0) continue;
  sem_post(second);
  sem_post(first);
}

static void* First(void* unused) {
  Take(&left, &right);
  return unused;
}

static void* Second(void* unused) {
  Take(&right, &left);
  return unused;
}

int main(void) {
  sem_init(&left, 0, 1);
  sem_init(&right, 0, 1);
  pthread_t a, b;
  pthread_create(&a, NULL, First, NULL);
  pthread_create(&b, NULL, Second, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  sem_destroy(&left);
  sem_destroy(&right);
  return 0;
}
