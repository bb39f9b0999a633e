// expect: lock-misuse
// A barrier in shared memory is not process-shared.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
  pthread_barrier_t barrier;
  int value;
};

static struct shared* all;

static void use(int child) {
  if (child) all->value = 1;
  pthread_barrier_wait(&all->barrier);
  assert(all->value == 1);
}

int main(void) {
  all = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pthread_barrierattr_t kind;
  pthread_barrierattr_init(&kind);
  pthread_barrier_init(&all->barrier, &kind, 2);
  pid_t child = fork();
  use(child == 0);
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  return 0;
}
