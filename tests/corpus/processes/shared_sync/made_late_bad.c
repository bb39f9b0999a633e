// expect: data-race|lock-misuse
// The sign that the mutex is initialised comes before the mutex is.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  atomic_bool ready;
  pthread_mutex_t mutex;
  int count;
};

static void Make(struct Shared* shared) {
  atomic_store(&shared->ready, 1);
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&shared->mutex, &attributes);
  pthread_mutexattr_destroy(&attributes);
}

static void Add(struct Shared* shared) {
  while (!atomic_load(&shared->ready)) sched_yield();
  pthread_mutex_lock(&shared->mutex);
  shared->count++;
  pthread_mutex_unlock(&shared->mutex);
}

int main(void) {
  struct Shared* shared =
      mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (fork() == 0) {
    Add(shared);
    _exit(0);
  }
  Make(shared);
  Add(shared);
  wait(NULL);
  assert(shared->count == 2);
  return 0;
}
