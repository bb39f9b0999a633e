// expect: assertion
// A child whose exec has failed goes on and returns from main as if all were well.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  pid_t child = fork();
  if (child == 0) {
    execlp("no-such-program-here", "x", (char*)NULL);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  assert(WIFEXITED(status) && WEXITSTATUS(status) == 127);
  return 0;
}
