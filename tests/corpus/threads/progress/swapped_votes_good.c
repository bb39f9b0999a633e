// expect: none
// In C: only the second voter gives way, so they agree after one round.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_barrier_t tick;
static int votes[2] = {0, 1};

static void* First(void* unused) {
  pthread_barrier_wait(&tick);
  assert(votes[0] == votes[1]);
  return unused;
}

static void* Second(void* unused) {
  votes[1] = votes[0];
  pthread_barrier_wait(&tick);
  return unused;
}

int main(void) {
  pthread_barrier_init(&tick, NULL, 2);
  pthread_t a, b;
  pthread_create(&a, NULL, First, NULL);
  pthread_create(&b, NULL, Second, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  pthread_barrier_destroy(&tick);
  return 0;
}
