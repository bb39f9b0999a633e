// expect: none
// A child counts in its own copy, and the parent in its own, at one address.
#define _GNU_SOURCE
#include <assert.h>
#include <sys/wait.h>
#include <unistd.h>

static int count;

int main(void) {
  const pid_t child = fork();
  count++;
  if (child == 0) _exit(count);
  int status = 0;
  waitpid(child, &status, 0);
  assert(WEXITSTATUS(status) == 1);
  assert(count == 1);
  return 0;
}
