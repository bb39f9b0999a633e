// expect: none
// A lock file that is created with O_EXCL and removed orders two processes.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/lockXXXXXX";
static char path[64];
static int* counter;

static void add(void) {
  for (;;) {
    int file = open(path, O_CREAT | O_EXCL | O_WRONLY, 0600);
    if (file >= 0) {
      close(file);
      break;
    }
    usleep(1000);
  }
  ++*counter;
  unlink(path);
}

int main(void) {
  mkdtemp(folder);
  snprintf(path, sizeof path, "%s/lock", folder);
  counter = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  pid_t child = fork();
  add();
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  rmdir(folder);
  assert(*counter == 2);
  return 0;
}
