// expect: none
// A parent looks at how its child ended, and does the work itself when it crashed.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int end[2];
  assert(pipe(end) == 0);
  pid_t child = fork();
  if (child == 0) {
    close(end[0]);
    abort();
  }
  close(end[1]);
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFEXITED(status)) return 1;
  close(end[0]);
  return 0;
}
