// expect: assertion
// A writer whose reader may have gone does not expect SIGPIPE, and dies by it.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int end[2];
  assert(pipe(end) == 0);
  pid_t child = fork();
  if (child == 0) {
    close(end[0]);
    ssize_t sent = write(end[1], "x", 1);
    _exit(sent == 1 || errno == EPIPE ? 0 : 1);
  }
  close(end[1]);
  close(end[0]);
  int status = 1;
  waitpid(child, &status, 0);
  assert(status == 0);
  return 0;
}
