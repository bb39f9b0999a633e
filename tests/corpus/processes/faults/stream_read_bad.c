// expect: assertion|crash (faults)
// A stream socket keeps no borders of messages: a read may get a part.
#define _POSIX_C_SOURCE 200809L
#include <assert.h>
#include <errno.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return 0;
  pid_t child = fork();
  if (child < 0) return 0;
  char text[6];
  if (child == 0) {
    close(ends[1]);
    ssize_t got;
    while ((got = read(ends[0], text, sizeof text)) < 0 && errno == EINTR) {
    }
    assert(got == sizeof text);
    _exit(0);
  }
  close(ends[0]);
  const char* rest = "hello!";
  for (size_t left = sizeof text; left > 0;) {
    ssize_t done = write(ends[1], rest, left);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) break;
    rest += done;
    left -= (size_t)done;
  }
  int status;
  while (waitpid(child, &status, 0) < 0) {
  }
  assert(status == 0);
  return 0;
}
