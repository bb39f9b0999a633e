// expect: none
// A parent asks again and again until its child has ended.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  pid_t child = fork();
  if (child == 0) _exit(7);
  int status = 0;
  while (waitpid(child, &status, WNOHANG) == 0) continue;
  assert(WIFEXITED(status) && WEXITSTATUS(status) == 7);
  return 0;
}
