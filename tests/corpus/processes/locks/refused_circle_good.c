// expect: none
// A process that is told EDEADLK gives its first lock back and begins again.
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
  for (;;) {
    assert(lock(file, F_WRLCK, one) == 0);
    if (lock(file, F_WRLCK, other) == 0) break;
    assert(errno == EDEADLK);
    lock(file, F_UNLCK, one);
    usleep(1000);
  }
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
