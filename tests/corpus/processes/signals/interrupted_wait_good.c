// expect: none
// SA_RESTART makes a wait for a child go on after the handler.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void on_signal(int signal) { (void)signal; }

int main(void) {
  struct sigaction action = {0};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  sigaction(SIGUSR1, &action, NULL);
  pid_t child = fork();
  if (child == 0) _exit(kill(getppid(), SIGUSR1) == 0 ? 0 : 1);
  int status = 1;
  waitpid(child, &status, 0);
  assert(status == 0);
  return 0;
}
