// expect: none
// A mutex in shared memory is process-shared.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
  pthread_mutex_t mutex;
  int counter;
};

static struct shared* all;

static void use(int child) {
  pthread_mutex_lock(&all->mutex);
  all->counter += child ? 1 : 2;
  pthread_mutex_unlock(&all->mutex);
}

int main(void) {
  all = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pthread_mutexattr_t kind;
  pthread_mutexattr_init(&kind);
  pthread_mutexattr_setpshared(&kind, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&all->mutex, &kind);
  pid_t child = fork();
  use(child == 0);
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  return 0;
}
