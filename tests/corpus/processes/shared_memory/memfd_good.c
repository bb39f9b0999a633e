// expect: none
// Two processes count in a memfd under a semaphore.
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
  const int file = memfd_create("shared", 0);
  assert(ftruncate(file, sizeof(struct Shared)) == 0);
  struct Shared* shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
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
