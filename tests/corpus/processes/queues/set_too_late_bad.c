// expect: assertion
// A set of semaphores gets its value after the other process may have given to it.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

static int value(int set) { return semctl(set, 0, GETVAL); }

int main(void) {
  int set = semget(IPC_PRIVATE, 1, 0600);
  pid_t child = fork();
  if (child == 0) {
    struct sembuf give = {0, 1, 0};
    assert(semop(set, &give, 1) == 0);
    _exit(0);
  }
  semctl(set, 0, SETVAL, 1);
  waitpid(child, NULL, 0);
  int left = value(set);
  semctl(set, 0, IPC_RMID);
  assert(left == 2);
  return 0;
}
