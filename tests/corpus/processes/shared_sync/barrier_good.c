// expect: none
// A process reads what another one wrote before the barrier.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  pthread_barrier_t barrier;
  int value;
};

int main(void) {
  struct Shared* shared =
      mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pthread_barrierattr_t attributes;
  pthread_barrierattr_init(&attributes);
  pthread_barrierattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_barrier_init(&shared->barrier, &attributes, 2);
  if (fork() == 0) {
    shared->value = 7;
    pthread_barrier_wait(&shared->barrier);
    _exit(0);
  }
  pthread_barrier_wait(&shared->barrier);
  assert(shared->value <= 7);
  wait(NULL);
  return 0;
}
