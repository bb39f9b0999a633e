// expect: none
// SIGCHLD is blocked but in ppoll(), which takes a mask: it comes there, or waits until then.
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
  while (waitpid(child, NULL, WNOHANG) == 0) ppoll(NULL, 0, NULL, &before);
  return 0;
}
