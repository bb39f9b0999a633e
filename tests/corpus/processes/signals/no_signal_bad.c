// expect: deadlock
// Sends the number of a signal with a bit too much: that is refused, and the child waits for ever.
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, NULL);
  const pid_t child = fork();
  if (child == 0) {
    int got;
    _exit(sigwait(&set, &got));
  }
  kill(child, SIGUSR1 | 256);
  return waitpid(child, NULL, 0) != child;
}
