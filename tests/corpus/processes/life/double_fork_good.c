// expect: none
// A grandchild sees the end of its input when the first process has gone.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int end[2];
  assert(pipe(end) == 0);
  pid_t child = fork();
  if (child == 0) {
    if (fork() != 0) _exit(0);
    setsid();
    close(end[1]);
    char byte;
    while (read(end[0], &byte, 1) > 0) continue;
    _exit(0);
  }
  assert(waitpid(child, NULL, 0) == child);
  return 0;
}
