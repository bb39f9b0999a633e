// expect: crash
// A child may crash, and its parent does not look at how it ended.
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
  waitpid(child, NULL, 0);
  close(end[0]);
  return 0;
}
