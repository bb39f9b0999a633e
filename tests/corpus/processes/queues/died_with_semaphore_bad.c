// expect: deadlock
// A process ends while it has the semaphore, and the other one waits for ever.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int set = semget(IPC_PRIVATE, 1, 0600);
  struct sembuf give = {0, 1, 0}, take = {0, -1, 0};
  assert(semop(set, &give, 1) == 0);
  pid_t child = fork();
  assert(semop(set, &take, 1) == 0);
  if (child == 0) _exit(0);  // without giving it back
  give.sem_flg = take.sem_flg;
  assert(semop(set, &give, 1) == 0);
  waitpid(child, NULL, 0);
  semctl(set, 0, IPC_RMID);
  return 0;
}
