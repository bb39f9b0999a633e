// expect: none
// kill(-1) reaches all children, whatever they do, and not the caller.
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  for (int i = 0; i < 2; ++i) {
    if (fork() == 0) {
      for (;;) pause();
    }
  }
  if (kill(-1, SIGTERM) != 0) return 1;
  int ended = 0, status;
  while (wait(&status) > 0) ended += WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM;
  return ended == 2 ? 0 : 2;
}
