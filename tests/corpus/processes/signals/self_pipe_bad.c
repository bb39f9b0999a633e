// expect: deadlock|lost-wakeup
// A flag is tested before a read that nothing but an interruption ends: the signal comes in
// between.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t stop;
static int wake[2];

static void on_signal(int signal) {
  (void)signal;
  int error = errno;
  stop = 1;
  errno = error;
}

int main(void) {
  assert(pipe(wake) == 0);
  struct sigaction action = {0};
  action.sa_handler = on_signal;
  sigaction(SIGTERM, &action, NULL);
  pid_t child = fork();
  if (child == 0) {
    char byte;
    while (!stop) {
      if (read(wake[0], &byte, 1) < 0 && errno != EINTR) _exit(1);
    }
    _exit(0);
  }
  kill(child, SIGTERM);
  int status = 1;
  waitpid(child, &status, 0);
  assert(status == 0);
  close(wake[0]);
  close(wake[1]);
  return 0;
}
