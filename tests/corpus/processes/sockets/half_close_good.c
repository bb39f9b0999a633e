// expect: none
// The client closes its half of the connection and waits for the answer.
#include <assert.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int ends[2], status;
  char byte, count = 0;
  assert(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
  if (fork() == 0) {
    close(ends[0]);
    while (recv(ends[1], &byte, 1, 0) == 1) ++count;
    assert(send(ends[1], &count, 1, 0) == 1);
    _exit(0);
  }
  close(ends[1]);
  assert(send(ends[0], "abcde", 5, 0) == 5);
  shutdown(ends[0], SHUT_WR);
  assert(recv(ends[0], &count, 1, 0) == 1 && count == 5);
  assert(wait(&status) > 0 && status == 0);
  return 0;
}
