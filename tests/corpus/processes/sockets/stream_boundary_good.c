// expect: none
// A seqpacket socket keeps messages apart.
#include <assert.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int ends[2], status;
  char text[64];
  assert(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) == 0);
  if (fork() == 0) {
    assert(send(ends[1], "one", 3, 0) == 3);
    assert(send(ends[1], "two", 3, 0) == 3);
    _exit(0);
  }
  assert(recv(ends[0], text, sizeof text, 0) == 3);
  assert(recv(ends[0], text, sizeof text, 0) == 3);
  assert(wait(&status) > 0 && status == 0);
  return 0;
}
