// expect: assertion
// A handler counts up what the code that it interrupts counts up, too.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t count;

static void on_signal(int signal) {
  (void)signal;
  count = count + 1;
}

int main(void) {
  struct sigaction action = {0};
  action.sa_handler = on_signal;
  sigaction(SIGUSR1, &action, NULL);
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) _exit(kill(parent, SIGUSR1) == 0 ? 0 : 1);
  count = count + 1;
  int status = 1;
  while (waitpid(child, &status, 0) < 0) continue;
  assert(status == 0);
  assert(count == 2);
  return 0;
}
