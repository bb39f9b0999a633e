// expect: assertion
// The owner of a robust mutex died, and what it left half done is not repaired.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  pthread_mutex_t mutex;
  int balance[2];
};

static int Lock(struct Shared* shared) {
  const int result = pthread_mutex_lock(&shared->mutex);
  if (result == EOWNERDEAD) {
    pthread_mutex_consistent(&shared->mutex);
  }
  return result;
}

int main(void) {
  struct Shared* shared =
      mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&shared->mutex, &attributes);
  shared->balance[0] = 100;
  if (fork() == 0) {
    Lock(shared);
    shared->balance[0] -= 30;
    _exit(1);
  }
  wait(NULL);
  Lock(shared);
  assert(shared->balance[0] + shared->balance[1] == 100);
  pthread_mutex_unlock(&shared->mutex);
  return 0;
}
