// expect: none (crashes)
// A process that dies between two updates leaves them half done, and the next one repairs them.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  pthread_mutex_t mutex;
  int from, to;
  int old_from, old_to, half_done;
};

static void Lock(struct Shared* shared) {
  if (pthread_mutex_lock(&shared->mutex) != EOWNERDEAD) return;
  if (shared->half_done) {
    shared->from = shared->old_from;
    shared->to = shared->old_to;
    shared->half_done = 0;
  }
  pthread_mutex_consistent(&shared->mutex);
}

static void Move(struct Shared* shared, int amount) {
  Lock(shared);
  shared->old_from = shared->from;
  shared->old_to = shared->to;
  shared->half_done = 1;
  shared->from -= amount;
  shared->to += amount;
  shared->half_done = 0;
  pthread_mutex_unlock(&shared->mutex);
}

int main(void) {
  struct Shared* shared =
      mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&shared->mutex, &attributes);
  shared->from = 100;
  for (int i = 0; i < 2; ++i) {
    if (fork() == 0) {
      Move(shared, 10);
      _exit(0);
    }
  }
  wait(NULL);
  wait(NULL);
  Lock(shared);
  assert(shared->from + shared->to == 100);
  pthread_mutex_unlock(&shared->mutex);
  return 0;
}
