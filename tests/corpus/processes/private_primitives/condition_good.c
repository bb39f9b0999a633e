// expect: none
// A condition variable and its mutex in shared memory are process-shared.
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
  pthread_cond_t changed;
  int ready;
};

static struct shared* all;

static void use(int child) {
  pthread_mutex_lock(&all->mutex);
  if (child) {
    all->ready = 1;
    pthread_cond_signal(&all->changed);
  }
  while (!all->ready) pthread_cond_wait(&all->changed, &all->mutex);
  pthread_mutex_unlock(&all->mutex);
}

int main(void) {
  all = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pthread_mutexattr_t mutex_kind;
  pthread_mutexattr_init(&mutex_kind);
  pthread_mutexattr_setpshared(&mutex_kind, PTHREAD_PROCESS_SHARED);
  pthread_mutex_init(&all->mutex, &mutex_kind);
  pthread_condattr_t kind;
  pthread_condattr_init(&kind);
  pthread_condattr_setpshared(&kind, PTHREAD_PROCESS_SHARED);
  pthread_cond_init(&all->changed, &kind);
  pid_t child = fork();
  use(child == 0);
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  return 0;
}
