// expect: leak
// A grandchild waits for a byte that nobody sends, and is left behind for ever.
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
    char byte;
    while (read(end[0], &byte, 1) > 0) continue;
    _exit(0);
  }
  assert(waitpid(child, NULL, 0) == child);
  return 0;
}
