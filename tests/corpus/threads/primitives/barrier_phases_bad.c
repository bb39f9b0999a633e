// expect: data-race
// In C: the barrier between writing my own cell and reading my neighbour's is missing.
#define _GNU_SOURCE
#include <pthread.h>
#include <stddef.h>

static pthread_barrier_t start;
static int cells[2];
static int sums[2];

static void Work(int me) {
  pthread_barrier_wait(&start);
  cells[me] = 1;
  sums[me] = cells[me] + cells[1 - me];
}

static void* First(void* unused) {
  Work(0);
  return unused;
}

static void* Second(void* unused) {
  Work(1);
  return unused;
}

int main(void) {
  pthread_barrier_init(&start, NULL, 2);
  pthread_t a, b;
  pthread_create(&a, NULL, First, NULL);
  pthread_create(&b, NULL, Second, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  pthread_barrier_destroy(&start);
  return 0;
}
