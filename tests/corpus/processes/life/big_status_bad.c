// expect: assertion
// A child returns a count as its exit status, which has eight bits only.
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
    _exit(count);
  }
  int status = 0, got = 0;
  waitpid(child, &status, 0);
  got = WEXITSTATUS(status);
  assert(got == count);
  close(end[0]);
  close(end[1]);
  return 0;
}
