// expect: assertion
// A wait for any child is taken for a wait for the first one.
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
  wait(&one);
  wait(&two);
  assert(WEXITSTATUS(one) == 1 && WEXITSTATUS(two) == 2);
  return 0;
}
