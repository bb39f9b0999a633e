// expect: none
// Two processes take two semaphores of a set in one operation.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

static int set;

static void take(unsigned short one, unsigned short other) {
  struct sembuf both[] = {{one, -1, 0}, {other, -1, 0}};
  assert(semop(set, both, 2) == 0);
}

static void give(void) {
  struct sembuf both[] = {{0, 1, 0}, {1, 1, 0}};
  assert(semop(set, both, 2) == 0);
}

int main(void) {
  set = semget(IPC_PRIVATE, 2, 0600);
  give();
  pid_t child = fork();
  take(child == 0, child != 0);
  give();
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  semctl(set, 0, IPC_RMID);
  return 0;
}
