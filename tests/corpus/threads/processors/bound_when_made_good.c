// expect: none
// A counter for each processor, and the attributes of each thread bind it to one of its own.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <sched.h>

enum { kThreads = 2, kMost = 64 };
static long counters[kMost];

static void* Count(void* number) {
  ++counters[sched_getcpu()];
  return number;
}

static void CheckMine(void) {
  pthread_attr_t attributes;
  assert(pthread_getattr_np(pthread_self(), &attributes) == 0);
  int detached = 0;
  pthread_attr_getdetachstate(&attributes, &detached);
  assert(detached == PTHREAD_CREATE_JOINABLE);
  pthread_attr_destroy(&attributes);
}

int main(void) {
  pthread_t threads[kThreads];
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  cpu_set_t one;
  for (int i = 0; i < kThreads; ++i) {
    CPU_ZERO(&one);
    CPU_SET(i, &one);
    pthread_attr_setaffinity_np(&attributes, sizeof one, &one);
    assert(pthread_create(&threads[i], &attributes, Count, NULL) == 0);
  }
  CPU_ZERO(&one);  // nowhere
  pthread_attr_setaffinity_np(&attributes, sizeof one, &one);
  pthread_t none;
  assert(pthread_create(&none, &attributes, Count, NULL) == EINVAL);
  pthread_attr_destroy(&attributes);
  for (int i = 0; i < kThreads; ++i) pthread_join(threads[i], NULL);
  CheckMine();
  return counters[0] == 1 && counters[1] == 1 ? 0 : 1;
}
