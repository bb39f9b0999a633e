// expect: none
// A child that a signal ended has failed, whatever its exit code says.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int end[2];
  assert(pipe(end) == 0);
  pid_t child = fork();
  if (child == 0) {
    _exit(write(end[1], "x", 1) == 1 ? 0 : 1);
  }
  close(end[1]);
  kill(child, SIGTERM);
  int status = 0;
  waitpid(child, &status, 0);
  char byte = 0;
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) assert(read(end[0], &byte, 1) == 1);
  close(end[0]);
  return 0;
}
