// expect: none
// The reader goes on until it has all that it asked for.
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
  for (size_t done = 0; done < sizeof text;) {
    const ssize_t some = read(ends[0], text + done, sizeof text - done);
    assert(some > 0);
    done += (size_t)some;
  }
  assert(wait(&status) > 0 && status == 0);
  return 0;
}
