// expect: none
// The last thread of a process ends it as exit(0) does: what atexit() was told is done.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int* shared;

static void at_end(void) { *shared = 1; }

static void* leaves(void* argument) { return argument; }

int main(void) {
  shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  const pid_t child = fork();
  if (child == 0) {
    pthread_t thread;
    atexit(at_end);
    pthread_create(&thread, NULL, leaves, NULL);
    pthread_detach(thread);
    pthread_exit(NULL);
  }
  int status;
  if (waitpid(child, &status, 0) != child || status != 0) return 1;
  return *shared != 1;
}
