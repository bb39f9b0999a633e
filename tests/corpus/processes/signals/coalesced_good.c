// expect: none
// The handler of SIGCHLD waits for every child that has ended.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t reaped;

static void on_child(int signal) {
  (void)signal;
  int error = errno;
  while (waitpid(-1, NULL, WNOHANG) > 0) ++reaped;
  errno = error;
}

int main(void) {
  struct sigaction action = {0};
  action.sa_handler = on_child;
  sigaction(SIGCHLD, &action, NULL);
  int end[2];
  assert(pipe(end) == 0);
  sigset_t blocked, before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGCHLD);
  sigprocmask(SIG_BLOCK, &blocked, &before);
  for (int i = 0; i < 2; ++i) {
    if (fork() == 0) _exit(write(end[1], "x", 1) == 1 ? 0 : 1);
  }
  char done;
  for (int i = 0; i < 2; ++i) assert(read(end[0], &done, 1) == 1);
  close(end[0]);
  close(end[1]);
  while (reaped < 2) sigsuspend(&before);
  sigprocmask(SIG_SETMASK, &before, NULL);
  assert(reaped == 2);
  return 0;
}
