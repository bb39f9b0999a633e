// expect: deadlock
// A parent ends all of its children with kill(-1), but one of them blocks the signal, and the
// parent waits for it.
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  for (int i = 0; i < 2; ++i) {
    if (fork() == 0) {
      sigset_t block;
      sigemptyset(&block);
      if (i == 1) sigaddset(&block, SIGTERM);
      sigprocmask(SIG_SETMASK, &block, NULL);
      for (;;) pause();
    }
  }
  kill(-1, SIGTERM);
  while (wait(NULL) > 0) continue;
  return 0;
}
