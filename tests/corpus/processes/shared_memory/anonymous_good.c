// expect: none
// Two processes count in anonymous memory under a semaphore.
#define _GNU_SOURCE
#include <assert.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  sem_t free;
  int count;
};

static void Add(struct Shared* shared) {
  sem_wait(&shared->free);
  shared->count++;
  sem_post(&shared->free);
}

int main(void) {
  struct Shared* shared =
      mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  assert(sem_init(&shared->free, 1, 1) == 0);
  if (fork() == 0) {
    Add(shared);
    _exit(0);
  }
  Add(shared);
  wait(NULL);
  assert(shared->count == 2);
  return 0;
}
