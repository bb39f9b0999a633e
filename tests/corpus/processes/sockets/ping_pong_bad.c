// expect: deadlock
// Both ends of a socket pair begin with a read.
#include <assert.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int ends[2], status;
  char ball;
  assert(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
  if (fork() == 0) {
    close(ends[0]);
    for (int i = 0; i < 3; ++i) {
      assert(read(ends[1], &ball, 1) == 1);
      ++ball;
      assert(write(ends[1], &ball, 1) == 1);
    }
    _exit(0);
  }
  close(ends[1]);
  ball = 0;
  for (int i = 0; i < 3; ++i) {
    assert(read(ends[0], &ball, 1) == 1);
    assert(write(ends[0], &ball, 1) == 1);
  }
  assert(ball == 3);
  assert(wait(&status) > 0 && status == 0);
  return 0;
}
