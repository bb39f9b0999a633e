// expect: none
// A child sends its count through a pipe.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int end[2];
  assert(pipe(end) == 0);
  pid_t child = fork();
  int count = 300;
  if (child == 0) {
    _exit(write(end[1], &count, sizeof count) == (ssize_t)sizeof count ? 0 : 1);
  }
  int status = 0, got = 0;
  waitpid(child, &status, 0);
  assert(read(end[0], &got, sizeof got) == (ssize_t)sizeof got);
  assert(got == count);
  close(end[0]);
  close(end[1]);
  return 0;
}
