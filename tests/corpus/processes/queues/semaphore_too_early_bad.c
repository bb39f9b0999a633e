// expect: deadlock
// A process opens a named semaphore after the other one has removed its name: there are two.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static char name[32];

int main(void) {
  snprintf(name, sizeof name, "/ready.%d", (int)getpid());
  pid_t child = fork();
  if (child == 0) {
    sem_t* ready = sem_open(name, O_CREAT, 0600, 0);
    sem_post(ready);
    sem_close(ready);
    _exit(0);
  }
  sem_t* ready = sem_open(name, O_CREAT, 0600, 0);
  sem_unlink(name);
  sem_wait(ready);
  sem_close(ready);
  waitpid(child, NULL, 0);
  return 0;
}
