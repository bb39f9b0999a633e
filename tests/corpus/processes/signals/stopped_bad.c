// expect: deadlock
// The parent lets the child go on without a look at whether it has stopped: when SIGCONT comes too
// early, nobody sends it again.
#define _GNU_SOURCE
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  const pid_t child = fork();
  if (child == 0) {
    raise(SIGSTOP);
    _exit(0);
  }
  kill(child, SIGCONT);
  return waitpid(child, NULL, 0) != child;
}
