// expect: lost-wakeup
// A process tests a flag and then pauses: the signal that comes in between is lost.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t go;

static void on_signal(int signal) {
  (void)signal;
  go = 1;
}

int main(void) {
  struct sigaction action = {0};
  action.sa_handler = on_signal;
  sigaction(SIGUSR1, &action, NULL);
  pid_t child = fork();
  if (child == 0) {
    while (!go) pause();
    _exit(0);
  }
  kill(child, SIGUSR1);
  int status = 1;
  waitpid(child, &status, 0);
  assert(status == 0);
  return 0;
}
