// expect: deadlock
// The second child inherits the write end to the first one, which never sees the end.
#include <assert.h>
#include <sys/wait.h>
#include <unistd.h>

static void ReadAll(int from) {
  char byte;
  while (read(from, &byte, 1) == 1) continue;
  _exit(0);
}

int main(void) {
  int first[2], second[2], status;
  assert(pipe(first) == 0);
  const pid_t one = fork();
  if (one == 0) {
    close(first[1]);
    ReadAll(first[0]);
  }
  close(first[0]);
  assert(pipe(second) == 0);
  const pid_t two = fork();
  if (two == 0) {
    close(second[1]);
    ReadAll(second[0]);
  }
  close(second[0]);
  assert(write(first[1], "a", 1) == 1);
  close(first[1]);
  assert(waitpid(one, &status, 0) == one && status == 0);
  close(second[1]);
  assert(waitpid(two, &status, 0) == two && status == 0);
  return 0;
}
