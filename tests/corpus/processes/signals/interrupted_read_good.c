// expect: none
// A read that a signal interrupts is made again.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void on_signal(int signal) { (void)signal; }

int main(void) {
  struct sigaction action = {0};
  action.sa_handler = on_signal;
  sigaction(SIGUSR1, &action, NULL);
  int end[2];
  assert(pipe(end) == 0);
  pid_t child = fork();
  if (child == 0) {
    kill(getppid(), SIGUSR1);
    _exit(write(end[1], "x", 1) == 1 ? 0 : 1);
  }
  char byte = 0;
  ssize_t got;
  do {
    got = read(end[0], &byte, 1);
  } while (got < 0 && errno == EINTR);
  assert(got == 1 && byte == 'x');
  int status = 1;
  while (waitpid(child, &status, 0) < 0) continue;
  assert(status == 0);
  close(end[0]);
  close(end[1]);
  return 0;
}
