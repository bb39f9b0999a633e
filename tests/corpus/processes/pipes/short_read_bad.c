// expect: assertion
// The reader takes it for granted that read() returns all that it asked for.
#include <assert.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int ends[2], status;
  assert(pipe(ends) == 0);
  if (fork() == 0) {
    assert(write(ends[1], "half", 4) == 4);
    assert(write(ends[1], "rest", 4) == 4);
    _exit(0);
  }
  char text[8];
  assert(read(ends[0], text, sizeof text) == sizeof text);
  assert(wait(&status) > 0 && status == 0);
  return 0;
}
