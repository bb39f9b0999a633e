// expect: none
// In C: one barrier, used twice, separates writing, reading and writing again.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stddef.h>

static pthread_barrier_t phase;
static int cells[2];

static void Work(int me) {
  cells[me] = 1;
  pthread_barrier_wait(&phase);
  assert(cells[0] + cells[1] == 2);
  pthread_barrier_wait(&phase);
  cells[me] = 2;
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
  pthread_barrier_init(&phase, NULL, 2);
  pthread_t a, b;
  pthread_create(&a, NULL, First, NULL);
  pthread_create(&b, NULL, Second, NULL);
  pthread_join(a, NULL);
  pthread_join(b, NULL);
  pthread_barrier_destroy(&phase);
  return 0;
}
