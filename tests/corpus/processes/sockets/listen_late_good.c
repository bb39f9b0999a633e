// expect: none
// The server listens before there is a client.
#include <assert.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static struct sockaddr_un address;

static void Client(void) {
  const int peer = socket(AF_UNIX, SOCK_STREAM, 0);
  assert(connect(peer, (struct sockaddr*)&address, sizeof address) == 0);
  assert(write(peer, "hi", 2) == 2);
  _exit(0);
}

int main(void) {
  int status;
  char text[2];
  address.sun_family = AF_UNIX;
  snprintf(address.sun_path + 1, sizeof address.sun_path - 1, "listen_late_%d", (int)getpid());
  const int server = socket(AF_UNIX, SOCK_STREAM, 0);
  assert(bind(server, (struct sockaddr*)&address, sizeof address) == 0);
  assert(listen(server, 1) == 0);
  if (fork() == 0) Client();
  const int peer = accept(server, NULL, NULL);
  assert(peer >= 0 && read(peer, text, 2) == 2);
  assert(wait(&status) > 0 && status == 0);
  return 0;
}
