// expect: none
// A semaphore in shared memory was made for several processes.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
  sem_t ready;
  int value;
};

static struct shared* all;

static void use(int child) {
  if (child) {
    all->value = 1;
    sem_post(&all->ready);
  } else {
    sem_wait(&all->ready);
    assert(all->value == 1);
  }
}

int main(void) {
  all = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  sem_init(&all->ready, 1, 0);
  pid_t child = fork();
  use(child == 0);
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  return 0;
}
