// expect: livelock
// In C: two voters take over each other's opinion at the same time, so they never agree.
#define _GNU_SOURCE
#include <pthread.h>
#include <stddef.h>

static pthread_barrier_t tick;
static int votes[2] = {0, 1};

static void Vote(int me) {
  int other = votes[1 - me];
  while (votes[me] != other) {
    pthread_barrier_wait(&tick);
    votes[me] = other;
    pthread_barrier_wait(&tick);
    other = votes[1 - me];
  }
}

static void* First(void* unused) {
  Vote(0);
  return unused;
}

static void* Second(void* unused) {
  Vote(1);
  return unused;
}

int main(void) {
  pthread_barrier_init(&tick, NULL, 2);
  pthread_t a, b;
  pthread_create(&a, NULL, First, NULL);
  pthread_create(&b, NULL, Second, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  return 0;
}
