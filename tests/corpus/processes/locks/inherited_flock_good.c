// expect: none
// Each process opens the file itself, so that each has a lock of its own.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static char path[] = "/tmp/lockXXXXXX";
static int* counter;

static void add(int file) {
  file = open(path, O_RDWR);
  assert(flock(file, LOCK_EX) == 0);
  ++*counter;
  flock(file, LOCK_UN);
}

int main(void) {
  counter = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  int file = mkstemp(path);
  pid_t child = fork();
  add(file);
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  unlink(path);
  assert(*counter == 2);
  return 0;
}
