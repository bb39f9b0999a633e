// expect: lost-wakeup
// Signals with the functions of System V: lets the signal in before it waits, so that it may come
// in between.
#define _GNU_SOURCE
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"  // of System V
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t told;

static void on_signal(int signal) {
  (void)signal;
  told = 1;
}

int main(void) {
  sigset(SIGUSR1, on_signal);
  sighold(SIGUSR1);
  const pid_t child = fork();
  if (child == 0) _exit(kill(getppid(), SIGUSR1));
  sigrelse(SIGUSR1);
  if (!told) pause();
  return waitpid(child, NULL, 0) != child;
}
