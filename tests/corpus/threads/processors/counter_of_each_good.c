// expect: none
// A counter for each processor, and each thread is bound to one of its own.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <unistd.h>

enum { kThreads = 2, kMost = 64 };
static long counters[kMost];

static void* Count(void* number) {
  cpu_set_t mine;
  CPU_ZERO(&mine);
  CPU_SET(*(int*)number, &mine);
  assert(pthread_setaffinity_np(pthread_self(), sizeof mine, &mine) == 0);
  assert(sched_getaffinity(0, sizeof mine, &mine) == 0 && CPU_COUNT(&mine) == 1);
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
