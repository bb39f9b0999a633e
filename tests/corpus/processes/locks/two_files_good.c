// expect: none
// Two processes lock two files in the same order.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

static char first[] = "/tmp/firstXXXXXX", second[] = "/tmp/secondXXXXXX";

static void work(const char* one, const char* other) {
  int a = open(one, O_RDWR), b = open(other, O_RDWR);
  flock(a, LOCK_EX);
  flock(b, LOCK_EX);
  close(b);
  close(a);
}

int main(void) {
  close(mkstemp(first));
  close(mkstemp(second));
  pid_t child = fork();
  if (child == 0) {
    work(first, second);
    _exit(0);
  }
  work(first, second);
  waitpid(child, NULL, 0);
  unlink(first);
  unlink(second);
  return 0;
}
