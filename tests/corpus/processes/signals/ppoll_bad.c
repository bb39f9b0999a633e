// expect: lost-wakeup|deadlock
// SIGCHLD is unblocked just before poll(): when it comes in between, poll() waits for ever.
#define _GNU_SOURCE
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void on_child(int signal) { (void)signal; }

int main(void) {
  struct sigaction action = {.sa_handler = on_child};
  sigset_t child_signal, before;
  sigemptyset(&child_signal);
  sigaddset(&child_signal, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child_signal, &before);
  sigaction(SIGCHLD, &action, NULL);
  pid_t child = fork();
  if (child == 0) _exit(0);
  while (waitpid(child, NULL, WNOHANG) == 0) {
    sigprocmask(SIG_SETMASK, &before, NULL);
    poll(NULL, 0, -1);
    sigprocmask(SIG_BLOCK, &child_signal, NULL);
  }
  return 0;
}
