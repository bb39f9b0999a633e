// expect: none
// Two processes send into queues that have room for all that they send.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static mqd_t make(int number) {
  char name[32];
  struct mq_attr size = {.mq_maxmsg = 2, .mq_msgsize = 1};
  snprintf(name, sizeof name, "/full%d.%d", number, (int)getpid());
  mqd_t queue = mq_open(name, O_CREAT | O_EXCL | O_RDWR, 0600, &size);
  assert(queue != (mqd_t)-1);
  mq_unlink(name);
  return queue;
}

static void talk(mqd_t to, mqd_t from) {
  char text;
  for (int i = 0; i < 2; ++i) mq_send(to, "x", 1, 0);
  for (int i = 0; i < 2; ++i) mq_receive(from, &text, 1, NULL);
}

int main(void) {
  mqd_t down = make(0), up = make(1);
  pid_t child = fork();
  if (child == 0) {
    talk(up, down);
    _exit(0);
  }
  talk(down, up);
  waitpid(child, NULL, 0);
  mq_close(down);
  mq_close(up);
  return 0;
}
