// expect: none
// In C: the threads write one item and read one item in turn.
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static sem_t room[2], items[2];

static void Wait(sem_t* semaphore) {
  while (sem_wait(semaphore) != 0) continue;
}

static void Talk(int me) {
  int other = 1 - me;
  for (int i = 0; i < 2; ++i) {
    Wait(&room[other]);
    sem_post(&items[other]);
    Wait(&items[me]);
    sem_post(&room[me]);
  }
}

static void* First(void* unused) {
  Talk(0);
  return unused;
}

static void* Second(void* unused) {
  Talk(1);
  return unused;
}

int main(void) {
  for (int i = 0; i < 2; ++i) {
    sem_init(&room[i], 0, 1);
    sem_init(&items[i], 0, 0);
  }
  pthread_t a, b;
  pthread_create(&a, NULL, First, NULL);
  pthread_create(&b, NULL, Second, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  for (int i = 0; i < 2; ++i) {
    sem_destroy(&room[i]);
    sem_destroy(&items[i]);
  }
  return 0;
}
