// expect: assertion (faults)
// waitpid may be interrupted; it is called once.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  pid_t child = fork();
  if (child < 0) return 0;
  if (child == 0) _exit(0);
  assert(waitpid(child, NULL, 0) == child);
  return 0;
}
