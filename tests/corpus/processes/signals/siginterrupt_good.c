// expect: none
// siginterrupt() makes a wait fail with EINTR that signal() would let go on: the loop looks at what
// the handler has said.
#define _GNU_SOURCE
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t stop;

static void on_signal(int signal) {
  (void)signal;
  stop = 1;
}

int main(void) {
  signal(SIGUSR1, on_signal);
  siginterrupt(SIGUSR1, 1);
  const pid_t child = fork();
  if (child == 0) _exit(kill(getppid(), SIGUSR1));
  if (waitpid(child, NULL, 0) == child) return 0;
  return errno != EINTR || !stop || waitpid(child, NULL, 0) != child;
}
