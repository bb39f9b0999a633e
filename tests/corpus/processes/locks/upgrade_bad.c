// expect: assertion
// A process believes that nobody was between when its shared lock became an exclusive one.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

static char path[] = "/tmp/numberXXXXXX";

static int look(int file) {
  int number = 0;
  assert(pread(file, &number, sizeof number, 0) == sizeof number);
  return number;
}

static void add(void) {
  int file = open(path, O_RDWR);
  flock(file, LOCK_SH);
  int number = look(file);
  flock(file, LOCK_EX);
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
  number = look(file);
  unlink(path);
  assert(number == 2);
  return 0;
}
