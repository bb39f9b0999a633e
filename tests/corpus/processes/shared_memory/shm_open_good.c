// expect: none
// Two processes count in an object of shm_open() under a semaphore.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
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
  const int file = shm_open("/racelab-corpus-shm_open", O_RDWR | O_CREAT | O_TRUNC, 0600);
  shm_unlink("/racelab-corpus-shm_open");
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
