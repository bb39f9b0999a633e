// expect: none
// In C: the semaphore is posted after the data is written; the post may come before the wait.
#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static sem_t ready;
static int data = 0;

static void* Produce(void* unused) {
  data = 1;
  sem_post(&ready);
  return unused;
}

static void* Consume(void* unused) {
  while (sem_wait(&ready) != 0) continue;
  assert(data == 1);
  return unused;
}

int main(void) {
  sem_init(&ready, 0, 0);
  pthread_t a, b;
  pthread_create(&a, NULL, Produce, NULL);
  pthread_create(&b, NULL, Consume, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  sem_destroy(&ready);
  return 0;
}
