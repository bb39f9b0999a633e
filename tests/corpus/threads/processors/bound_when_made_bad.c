// expect: data-race
// A counter for each processor; main binds itself to one, and its threads are bound to it, too.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <sched.h>

enum { kThreads = 2, kMost = 64 };
static long counters[kMost];

static void* Count(void* number) {
  ++counters[sched_getcpu()];
  return number;
}

int main(void) {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(2, &one);
  assert(sched_setaffinity(0, sizeof one, &one) == 0);
  pthread_t threads[kThreads];
  for (int i = 0; i < kThreads; ++i) pthread_create(&threads[i], NULL, Count, NULL);
  for (int i = 0; i < kThreads; ++i) pthread_join(threads[i], NULL);
  return counters[2] == kThreads ? 0 : 1;
}
