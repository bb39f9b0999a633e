// expect: none
// Signals of a real-time kind are counted: each that is sent arrives.
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
  sigaction(SIGRTMIN, &action, NULL);
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) {
    for (int i = 0; i < 2; ++i) kill(parent, SIGRTMIN);
    _exit(0);
  }
  while (waitpid(child, NULL, 0) < 0) continue;
  assert(count == 2);
  return 0;
}
