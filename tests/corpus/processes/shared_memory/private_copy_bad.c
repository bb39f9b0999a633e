// expect: assertion
// A child counts in memory that is not shared: the parent never sees it.
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
  assert(count == 2);
  return 0;
}
