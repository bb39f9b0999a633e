// expect: none
// A datagram is one message, whoever sends.
#include <assert.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void Send(int to, int self) {
  const int message[2] = {self, self * 100};
  assert(send(to, message, sizeof message, 0) == sizeof message);
  _exit(0);
}

int main(void) {
  int ends[2], status;
  assert(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends) == 0);
  for (int i = 1; i <= 2; ++i) {
    if (fork() == 0) Send(ends[1], i);
  }
  for (int i = 0; i < 2; ++i) {
    int message[2];
    assert(recv(ends[0], message, sizeof message, 0) == sizeof message);
    assert(message[1] == message[0] * 100);
  }
  for (int i = 0; i < 2; ++i) assert(wait(&status) > 0 && status == 0);
  return 0;
}
