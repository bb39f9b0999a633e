// expect: assertion
// Who tries first need not be the one that gets it: the other one may have waited before.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <time.h>

static sem_t one;
static int tried, waited;

static void* Try(void* unused) {
  tried = sem_trywait(&one) == 0;
  return unused;
}

static void* Wait(void* unused) {
  const struct timespec later = {1800000000, 0};
  waited = sem_timedwait(&one, &later) == 0;
  return unused;
}

int main(void) {
  pthread_t trier, waiter;
  sem_init(&one, 0, 1);
  pthread_create(&trier, 0, Try, 0);
  pthread_create(&waiter, 0, Wait, 0);
  pthread_join(trier, 0);
  pthread_join(waiter, 0);
  assert(tried == 1);
}
