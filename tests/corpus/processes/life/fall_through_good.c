// expect: none
// A child ends when it has done its work.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int end[2];
  assert(pipe(end) == 0);
  for (int i = 0; i < 2; ++i) {
    pid_t child = fork();
    assert(child >= 0);
    if (child == 0) {
      assert(write(end[1], "x", 1) == 1);
      _exit(0);
    }
  }
  while (wait(NULL) > 0) continue;
  close(end[1]);
  char bytes[8];
  assert(read(end[0], bytes, sizeof bytes) == 2);
  close(end[0]);
  return 0;
}
