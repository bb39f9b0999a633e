// expect: assertion|leak
// A parent asks once whether its child has ended, and does not wait for it.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  pid_t child = fork();
  if (child == 0) _exit(7);
  int status = 0;
  waitpid(child, &status, WNOHANG);
  assert(WIFEXITED(status) && WEXITSTATUS(status) == 7);
  return 0;
}
