// expect: deadlock
// A reader keeps the write end of its own pipe open and never sees the end.
#include <assert.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int ends[2];
  assert(pipe(ends) == 0);
  if (fork() == 0) {
    char byte;
    int count = 0;
    while (read(ends[0], &byte, 1) == 1) ++count;
    _exit(count == 3 ? 0 : 1);
  }
  close(ends[0]);
  assert(write(ends[1], "abc", 3) == 3);
  close(ends[1]);
  int status;
  assert(wait(&status) > 0 && status == 0);
  return 0;
}
