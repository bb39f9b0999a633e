// expect: none
// A thread takes two messages with one call, which waits until main has sent them with one call.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

static int ends[2];
static char texts[2][4];

static void describe(struct mmsghdr* messages, struct iovec* parts) {
  for (int i = 0; i < 2; ++i) {
    messages[i].msg_hdr.msg_iov = &parts[i];
    messages[i].msg_hdr.msg_iovlen = 1;
  }
}

static void* receive(void* unused) {
  struct iovec parts[2] = {{texts[0], 4}, {texts[1], 4}};
  struct mmsghdr messages[2] = {{{0}, 0}};
  describe(messages, parts);
  assert(recvmmsg(ends[0], messages, 2, 0, NULL) == 2);
  assert(messages[0].msg_len == 1 && messages[1].msg_len == 2);
  return unused;
}

int main(void) {
  assert(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends) == 0);
  pthread_t thread;
  pthread_create(&thread, NULL, receive, NULL);
  struct iovec parts[2] = {{"a", 1}, {"bc", 2}};
  struct mmsghdr messages[2] = {{{0}, 0}};
  describe(messages, parts);
  assert(sendmmsg(ends[1], messages, 2, 0) == 2);
  pthread_join(thread, NULL);
  assert(texts[0][0] == 'a' && texts[1][1] == 'c');
  close(ends[0]);
  close(ends[1]);
  return 0;
}
