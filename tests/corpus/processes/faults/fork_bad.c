// expect: assertion (faults)
// Nobody asks whether fork() has made a child.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  pid_t child = fork();
  if (child == 0) _exit(7);
  int status = 0;
  waitpid(child, &status, 0);
  assert(WIFEXITED(status) && WEXITSTATUS(status) == 7);
  return 0;
}
