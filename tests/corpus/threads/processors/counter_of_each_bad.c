// expect: data-race
// A counter for each processor: nobody binds the threads, so two may be on one.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

enum { kThreads = 2, kMost = 64 };
static long counters[kMost];

static void* Count(void* number) {
  ++counters[sched_getcpu()];
  return number;
}

int main(void) {
  assert(sysconf(_SC_NPROCESSORS_ONLN) >= kThreads);
  pthread_t threads[kThreads];
  int numbers[kThreads];
  for (int i = 0; i < kThreads; ++i) {
    numbers[i] = i;
    pthread_create(&threads[i], NULL, Count, &numbers[i]);
  }
  for (int i = 0; i < kThreads; ++i) pthread_join(threads[i], NULL);
  long sum = 0;
  for (int i = 0; i < kMost; ++i) sum += counters[i];
  return sum == kThreads ? 0 : 1;
}
