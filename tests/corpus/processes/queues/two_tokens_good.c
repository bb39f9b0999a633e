// expect: none
// A message queue hands one token around: who has it may change the counter.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static mqd_t tokens;
static int* counter;

static void add(void) {
  char token;
  assert(mq_receive(tokens, &token, 1, NULL) == 1);
  ++*counter;
  assert(mq_send(tokens, &token, 1, 0) == 0);
}

int main(void) {
  char name[32];
  struct mq_attr size = {.mq_maxmsg = 4, .mq_msgsize = 1};
  counter = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  snprintf(name, sizeof name, "/tokens.%d", (int)getpid());
  tokens = mq_open(name, O_CREAT | O_EXCL | O_RDWR, 0600, &size);
  assert(tokens != (mqd_t)-1);
  mq_unlink(name);
  for (int i = 0; i < 1; ++i) mq_send(tokens, "t", 1, 0);
  pid_t child = fork();
  add();
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  mq_close(tokens);
  assert(*counter == 2);
  return 0;
}
