// expect: assertion
// A process gets a mutex whose owner died and does not repair what it left half done.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
  pthread_mutex_t mutex;
  int left, right;  // equal
};

static struct shared* all;

static void add(int dies) {
  if (pthread_mutex_lock(&all->mutex) == EOWNERDEAD) {
    pthread_mutex_consistent(&all->mutex);
  }
  ++all->left;
  if (dies) _exit(0);
  ++all->right;
  assert(all->left == all->right);
  pthread_mutex_unlock(&all->mutex);
}

int main(void) {
  pthread_mutexattr_t kind;
  all = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pthread_mutexattr_init(&kind);
  pthread_mutexattr_setpshared(&kind, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&kind, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&all->mutex, &kind);
  pid_t child = fork();
  add(child == 0);
  waitpid(child, NULL, 0);
  return 0;
}
