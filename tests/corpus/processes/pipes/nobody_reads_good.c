// expect: none
// The reader may go: SIGPIPE is ignored, and the write says EPIPE.
#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int ends[2], status;
  assert(pipe(ends) == 0);
  signal(SIGPIPE, SIG_IGN);
  if (fork() == 0) {
    char byte;
    assert(read(ends[0], &byte, 1) == 1);
    _exit(0);
  }
  close(ends[0]);
  for (int i = 0; i < 2; ++i) {
    if (write(ends[1], "x", 1) != 1) assert(errno == EPIPE);
  }
  assert(wait(&status) > 0 && status == 0);
  return 0;
}
