// expect: none
// A process that ends while it has the semaphore gives it back: SEM_UNDO. What it wrote until then
// comes before what the next one does.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int* shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  int set = semget(IPC_PRIVATE, 1, 0600);
  struct sembuf give = {0, 1, 0}, take = {0, -1, SEM_UNDO};
  assert(semop(set, &give, 1) == 0);
  pid_t child = fork();
  assert(semop(set, &take, 1) == 0);
  ++*shared;
  if (child == 0) _exit(0);  // without giving it back
  give.sem_flg = take.sem_flg;
  assert(semop(set, &give, 1) == 0);
  waitpid(child, NULL, 0);
  semctl(set, 0, IPC_RMID);
  return 0;
}
