// expect: none
// A parent waits for the child that it means.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  pid_t first = fork();
  if (first == 0) _exit(1);
  pid_t second = fork();
  if (second == 0) _exit(2);
  int one = 0, two = 0;
  waitpid(first, &one, 0);
  waitpid(second, &two, 0);
  assert(WEXITSTATUS(one) == 1 && WEXITSTATUS(two) == 2);
  return 0;
}
