// expect: none
// Two processes lock the same part with lockf.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static char path[] = "/tmp/lockXXXXXX";
static int* counter;

static void add(int place) {
  int file = open(path, O_RDWR);
  lseek(file, place, SEEK_SET);
  assert(write(file, "x", 1) == 1);
  lseek(file, 0, SEEK_SET);
  assert(lockf(file, F_LOCK, 1) == 0);
  ++*counter;
  close(file);
}

int main(void) {
  counter = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  close(mkstemp(path));
  pid_t child = fork();
  add(child == 0 ? 0 : 10);
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  unlink(path);
  assert(*counter == 2);
  return 0;
}
