// expect: none
// A rwlock in shared memory is process-shared.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
  pthread_rwlock_t lock;
  int value;
};

static struct shared* all;

static void use(int child) {
  if (child) {
    pthread_rwlock_wrlock(&all->lock);
    all->value = 1;
  } else {
    pthread_rwlock_rdlock(&all->lock);
    assert(all->value == 0 || all->value == 1);
  }
  pthread_rwlock_unlock(&all->lock);
}

int main(void) {
  all = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pthread_rwlockattr_t kind;
  pthread_rwlockattr_init(&kind);
  pthread_rwlockattr_setpshared(&kind, PTHREAD_PROCESS_SHARED);
  pthread_rwlock_init(&all->lock, &kind);
  pid_t child = fork();
  use(child == 0);
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  return 0;
}
