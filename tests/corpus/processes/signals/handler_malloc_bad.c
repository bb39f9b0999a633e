// expect: lock-misuse
// A handler allocates memory, and may have interrupted malloc.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t came;

static void on_signal(int signal) {
  (void)signal;
  came = 1;
  free(malloc(16));
}

int main(void) {
  struct sigaction action = {0};
  action.sa_handler = on_signal;
  sigaction(SIGUSR1, &action, NULL);
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) _exit(kill(parent, SIGUSR1) == 0 ? 0 : 1);
  for (int i = 0; i < 2; ++i) free(malloc(32));
  int status = 1;
  while (waitpid(child, &status, 0) < 0) continue;
  assert(status == 0);
  return 0;
}
