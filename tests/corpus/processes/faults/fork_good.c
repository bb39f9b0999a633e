// expect: none (faults)
// Without a child the work is done here.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  pid_t child = fork();
  if (child == 0) _exit(7);
  if (child < 0) {
    assert(errno == EAGAIN);
    return 0;
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0) assert(errno == EINTR);
  assert(WIFEXITED(status) && WEXITSTATUS(status) == 7);
  return 0;
}
