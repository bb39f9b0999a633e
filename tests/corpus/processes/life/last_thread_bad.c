// expect: data-race
// The last thread of a process does what atexit() was told, and the parent looks too early.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int* shared;

static void at_end(void) { *shared = 1; }

int main(void) {
  shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  const pid_t child = fork();
  if (child == 0) {
    atexit(at_end);
    pthread_exit(NULL);
  }
  const int seen = *shared;
  int status;
  if (waitpid(child, &status, 0) != child || status != 0) return 1;
  return seen > 1;
}
