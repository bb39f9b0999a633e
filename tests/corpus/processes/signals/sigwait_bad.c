// expect: assertion
// A signal that a thread waits for with sigwait is not blocked, so it ends the process.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  sigset_t wanted;
  sigemptyset(&wanted);
  sigaddset(&wanted, SIGUSR1);
  pid_t child = fork();
  if (child == 0) {
    int signal = 0;
    sigwait(&wanted, &signal);
    _exit(signal == SIGUSR1 ? 0 : 1);
  }
  kill(child, SIGUSR1);
  int status = 1;
  waitpid(child, &status, 0);
  assert(status == 0);
  return 0;
}
