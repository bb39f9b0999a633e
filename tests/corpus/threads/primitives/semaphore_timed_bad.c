// expect: data-race
// In C: the result of sem_timedwait is ignored, so a timeout looks like a post.
#define _GNU_SOURCE
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>
#include <time.h>

static sem_t ready;
static int data = 0;
static int seen = 0;

static void* Produce(void* unused) {
  data = 1;
  sem_post(&ready);
  return unused;
}

static void* Consume(void* unused) {
  struct timespec deadline;
  clock_gettime(CLOCK_REALTIME, &deadline);
  deadline.tv_sec += 1;
  sem_timedwait(&ready, &deadline);
  seen = data;
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
