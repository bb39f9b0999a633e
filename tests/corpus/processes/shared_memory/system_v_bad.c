// expect: data-race
// Two processes count in System V shared memory without a lock.
#define _GNU_SOURCE
#include <assert.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

struct Shared {
  int count;
};

static void Add(struct Shared* shared) { shared->count++; }

int main(void) {
  const int id = shmget(IPC_PRIVATE, sizeof(struct Shared), IPC_CREAT | 0600);
  struct Shared* shared = shmat(id, NULL, 0);
  shmctl(id, IPC_RMID, NULL);
  if (fork() == 0) {
    Add(shared);
    _exit(0);
  }
  Add(shared);
  wait(NULL);
  assert(shared->count == 2);
  return 0;
}
