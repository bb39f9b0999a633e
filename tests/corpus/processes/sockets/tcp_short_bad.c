// expect: assertion
// The server takes what one recv() returns for the whole request.
#include <assert.h>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static struct sockaddr_in address;

static void Client(void) {
  const int peer = socket(AF_INET, SOCK_STREAM, 0);
  assert(connect(peer, (struct sockaddr*)&address, sizeof address) == 0);
  assert(send(peer, "head", 4, 0) == 4);
  assert(send(peer, "body", 4, 0) == 4);
  close(peer);
  _exit(0);
}

int main(void) {
  int status;
  char text[8];
  socklen_t size = sizeof address;
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int server = socket(AF_INET, SOCK_STREAM, 0);
  assert(bind(server, (struct sockaddr*)&address, sizeof address) == 0);
  assert(listen(server, 1) == 0);
  assert(getsockname(server, (struct sockaddr*)&address, &size) == 0);
  if (fork() == 0) Client();
  const int peer = accept(server, NULL, NULL);
  assert(peer >= 0 && recv(peer, text, sizeof text, 0) == sizeof text);
  close(peer);
  assert(wait(&status) > 0 && status == 0);
  return 0;
}
