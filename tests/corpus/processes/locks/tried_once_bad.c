// expect: assertion
// A process tries to lock a file with fcntl and goes on when it could not.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static char path[] = "/tmp/numberXXXXXX";

static void add(void) {
  int file = open(path, O_RDWR);
  int number = 0;
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  fcntl(file, F_SETLK, &lock);
  assert(read(file, &number, sizeof number) == sizeof number);
  ++number;
  assert(pwrite(file, &number, sizeof number, 0) == sizeof number);
  close(file);
}

int main(void) {
  int number = 0;
  int file = mkstemp(path);
  assert(write(file, &number, sizeof number) == sizeof number);
  pid_t child = fork();
  add();
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  assert(pread(file, &number, sizeof number, 0) == sizeof number);
  unlink(path);
  assert(number == 2);
  return 0;
}
