// expect: deadlock
// A thread sets a flag, but nothing wakes the loop that has looked at it and polls.
#include <assert.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

static int wakeup[2];
static atomic_int stop;

static void* Stop(void* unused) {
  atomic_store(&stop, 1);
  return unused;
}

int main(void) {
  pthread_t thread;
  assert(pipe(wakeup) == 0);
  assert(pthread_create(&thread, NULL, Stop, NULL) == 0);
  while (!atomic_load(&stop)) {
    struct pollfd entry = {wakeup[0], POLLIN, 0};
    char byte;
    assert(poll(&entry, 1, -1) == 1);
    assert(read(wakeup[0], &byte, 1) == 1);
  }
  pthread_join(thread, NULL);
  return 0;
}
