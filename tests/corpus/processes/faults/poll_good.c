// expect: none (faults)
// A wait for input begins anew after a signal.
#define _GNU_SOURCE
#include <assert.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int ends[2];
  if (pipe(ends) != 0) return 0;
  pid_t child = fork();
  if (child == 0) {
    while (write(ends[1], "x", 1) < 0) {
    }
    _exit(0);
  }
  struct pollfd input = {ends[0], POLLIN, 0};
  int ready = 0;
  do {
    ready = child < 0 ? 0 : poll(&input, 1, -1);
  } while (ready < 0);
  assert(child < 0 || ready == 1);
  while (child > 0 && waitpid(child, NULL, 0) < 0) {
  }
  return 0;
}
