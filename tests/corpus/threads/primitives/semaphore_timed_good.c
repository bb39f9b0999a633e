// expect: none
// In C: sem_timedwait is tried until it succeeds.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>
#include <time.h>

static sem_t ready;
static int data = 0;

static void* Produce(void* unused) {
  data = 1;
  sem_post(&ready);
  return unused;
}

static void* Consume(void* unused) {
  struct timespec deadline;
  do {
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_sec += 1;
  } while (sem_timedwait(&ready, &deadline) != 0);
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
