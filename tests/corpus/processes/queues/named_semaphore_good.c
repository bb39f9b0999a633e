// expect: none
// A named semaphore that begins with 1 lets one process in.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static char name[32];
static int* counter;

static void add(void) {
  sem_t* gate = sem_open(name, O_CREAT, 0600, 1);
  assert(gate != SEM_FAILED);
  sem_wait(gate);
  ++*counter;
  sem_post(gate);
  sem_close(gate);
}

int main(void) {
  snprintf(name, sizeof name, "/gate.%d", (int)getpid());
  counter = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pid_t child = fork();
  add();
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  sem_unlink(name);
  assert(*counter == 2);
  return 0;
}
