// expect: none (faults)
// waitpid may be interrupted, and is called again.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  pid_t child = fork();
  if (child < 0) return 0;
  if (child == 0) _exit(0);
  pid_t ended;
  while ((ended = waitpid(child, NULL, 0)) < 0 && errno == EINTR) {
  }
  assert(ended == child);
  return 0;
}
