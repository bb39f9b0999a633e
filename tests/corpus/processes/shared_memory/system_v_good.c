// expect: none
// Two processes count in System V shared memory under a semaphore.
#define _GNU_SOURCE
#include <assert.h>
#include <semaphore.h>
#include <sys/ipc.h>
#include <sys/shm.h>
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
  const int id = shmget(IPC_PRIVATE, sizeof(struct Shared), IPC_CREAT | 0600);
  struct Shared* shared = shmat(id, NULL, 0);
  shmctl(id, IPC_RMID, NULL);
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
