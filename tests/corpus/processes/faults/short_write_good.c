// expect: none (faults)
// What a write has left over is written again.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

static int write_all(int file, const char* text, size_t bytes) {
  while (bytes > 0) {
    ssize_t done = write(file, text, bytes);
    if (done < 0 && errno != EINTR) return -1;
    if (done > 0) text += done, bytes -= (size_t)done;
  }
  return 0;
}

int main(void) {
  int ends[2];
  if (pipe(ends) != 0) return 0;
  pid_t child = fork();
  if (child < 0) return 0;
  if (child == 0) {
    close(ends[0]);
    static char many[5000];
    _exit(write_all(ends[1], many, sizeof many) == 0 ? 0 : 1);
  }
  close(ends[1]);
  static char text[8000];
  ssize_t sum = 0, got;
  while ((got = read(ends[0], text, sizeof text)) != 0) {
    if (got > 0) sum += got;
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
  }
  assert(sum == 5000 || status != 0);
  return 0;
}
