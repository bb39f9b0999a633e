// expect: none
// Signals with the functions of System V: held while the parent prepares, and then waited for; the
// handler stays, and SIGINT is ignored.
#define _GNU_SOURCE
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"  // of System V
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t told;

static void on_signal(int signal) {
  (void)signal;
  told = 1;
}

int main(void) {
  if (sigset(SIGUSR1, on_signal) != SIG_DFL) return 1;
  if (sighold(SIGUSR1) != 0 || sigignore(SIGINT) != 0) return 2;
  const pid_t child = fork();
  if (child == 0) {
    kill(getppid(), SIGINT);
    _exit(kill(getppid(), SIGUSR1));
  }
  while (!told) {
    if (sigpause(SIGUSR1) != -1 || errno != EINTR) return 3;
  }
  if (sigset(SIGUSR1, SIG_DFL) != SIG_HOLD || sigrelse(SIGUSR1) != 0) return 4;
  return waitpid(child, NULL, 0) != child;
}
