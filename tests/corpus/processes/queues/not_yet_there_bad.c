// expect: assertion
// A process receives from a queue with O_NONBLOCK and takes an empty queue for the end.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  char name[32];
  struct mq_attr size = {.mq_maxmsg = 2, .mq_msgsize = 8};
  snprintf(name, sizeof name, "/answers.%d", (int)getpid());
  mqd_t queue = mq_open(name, O_CREAT | O_EXCL | O_RDWR | O_NONBLOCK, 0600, &size);
  assert(queue != (mqd_t)-1);
  mq_unlink(name);
  pid_t child = fork();
  if (child == 0) {
    mq_send(queue, "answer", 7, 0);
    _exit(0);
  }
  char answer[8];
  ssize_t length = mq_receive(queue, answer, sizeof answer, NULL);
  waitpid(child, NULL, 0);
  mq_close(queue);
  assert(length == 7);
  return 0;
}
