// expect: deadlock|lost-wakeup
// Wants the handler to end its read, but signal() lets the read go on.
#define _GNU_SOURCE
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t stop;

static void on_signal(int signal) {
  (void)signal;
  stop = 1;
}

int main(void) {
  int ends[2];
  char byte;
  signal(SIGUSR1, on_signal);
  siginterrupt(SIGUSR1, 0);
  if (pipe(ends) != 0) return 1;
  const pid_t child = fork();
  if (child == 0) _exit(kill(getppid(), SIGUSR1));
  if (!stop) read(ends[0], &byte, 1);
  return waitpid(child, NULL, 0) != child;
}
