// expect: none
// A process takes messages of the type that is meant for it.
#define _GNU_SOURCE
#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

enum { kQuestion = 1, kAnswer = 2 };

struct message {
  long type;
  int number;
};

int main(void) {
  struct message message = {kQuestion, 20};
  const size_t size = sizeof message.number;
  int queue = msgget(IPC_PRIVATE, 0600);
  pid_t child = fork();
  if (child == 0) {
    msgrcv(queue, &message, size, kQuestion, 0);
    message = (struct message){kAnswer, message.number + 1};
    msgsnd(queue, &message, size, 0);
    _exit(0);
  }
  msgsnd(queue, &message, size, 0);
  msgrcv(queue, &message, size, kAnswer, 0);
  const int number = message.number;
  waitpid(child, NULL, 0);
  msgctl(queue, IPC_RMID, NULL);
  assert(number == 21);
  return 0;
}
