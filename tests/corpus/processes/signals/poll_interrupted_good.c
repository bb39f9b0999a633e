// expect: none
// A handler ends poll(), whatever SA_RESTART says; the caller waits again.
#define _GNU_SOURCE
#include <assert.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void on_signal(int signal) { (void)signal; }

int main(void) {
  struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
  int ends[2];
  if (pipe(ends) != 0) return 0;
  sigaction(SIGUSR1, &action, NULL);
  pid_t child = fork();
  if (child == 0) {
    kill(getppid(), SIGUSR1);
    _exit(write(ends[1], "x", 1) != 1);
  }
  struct pollfd input = {ends[0], POLLIN, 0};
  while (poll(&input, 1, -1) < 0) {
  }
  assert((input.revents & POLLIN) != 0);
  while (waitpid(child, NULL, 0) < 0) {
  }
  return 0;
}
