// expect: assertion
// A process does not look for EDEADLK when it locks a second part of a file.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int lock(int file, short type, off_t part) {
  struct flock wanted = {.l_type = type, .l_whence = SEEK_SET, .l_start = part, .l_len = 1};
  return fcntl(file, F_SETLKW, &wanted);
}

static void work(int file, off_t one, off_t other) {
  int result = lock(file, F_WRLCK, one);
  assert(result == 0);
  result = lock(file, F_WRLCK, other);
  assert(result == 0);
  lock(file, F_UNLCK, other);
  lock(file, F_UNLCK, one);
}

int main(void) {
  char path[] = "/tmp/partsXXXXXX";
  int file = mkstemp(path);
  unlink(path);
  pid_t child = fork();
  if (child == 0) {
    work(file, 1, 0);
    _exit(0);
  }
  work(file, 0, 1);
  int status = 0;
  waitpid(child, &status, 0);
  assert(status == 0);
  return 0;
}
