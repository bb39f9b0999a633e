// expect: data-race
// A handler sets a plain int that the loop outside reads: a compiler may read it once only.
#define _DEFAULT_SOURCE
#include <signal.h>
#include <stddef.h>
#include <sys/wait.h>
#include <unistd.h>

static int done;

static void OnUser(int number) {
  (void)number;
  done = 1;
}

int main(void) {
  struct sigaction action = {.sa_handler = OnUser};
  sigaction(SIGUSR1, &action, NULL);
  const pid_t child = fork();
  if (child == 0) _exit(kill(getppid(), SIGUSR1) == 0 ? 0 : 1);
  while (!done) usleep(1000);
  return waitpid(child, NULL, 0) == child ? 0 : 1;
}
