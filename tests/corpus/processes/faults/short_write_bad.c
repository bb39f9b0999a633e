// expect: assertion (faults)
// A write of more than PIPE_BUF bytes may transfer less than it was given.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int ends[2];
  if (pipe(ends) != 0) return 0;
  pid_t child = fork();
  if (child < 0) return 0;
  if (child == 0) {
    close(ends[0]);
    static char text[5000];
    while (write(ends[1], text, sizeof text) < 0 && errno == EINTR) {
    }
    _exit(0);
  }
  close(ends[1]);
  static char text[8000];
  ssize_t sum = 0, got;
  while ((got = read(ends[0], text, sizeof text)) != 0) {
    if (got > 0) sum += got;
  }
  assert(sum == 5000);
  while (waitpid(child, NULL, 0) < 0) {
  }
  return 0;
}
