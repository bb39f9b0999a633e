// expect: deadlock
// Asks to be told of messages after it has emptied the queue: one that comes in between is not
// announced, and nobody ever wakes it.
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void on_message(int signal) { (void)signal; }

int main(void) {
  struct sigaction action = {0};
  action.sa_handler = on_message;
  sigaction(SIGUSR1, &action, NULL);
  sigset_t block, before;
  sigemptyset(&block);
  sigaddset(&block, SIGUSR1);
  sigprocmask(SIG_BLOCK, &block, &before);

  struct mq_attr size = {0};
  size.mq_maxmsg = 4;
  size.mq_msgsize = 1;
  const mqd_t queue = mq_open("/racelab-notify-bad", O_RDWR | O_CREAT | O_NONBLOCK, 0600, &size);
  mq_unlink("/racelab-notify-bad");
  if (queue == (mqd_t)-1) return 2;
  if (fork() == 0) _exit(mq_send(queue, "x", 1, 0) == 0 ? 0 : 1);

  char byte;
  ssize_t got = mq_receive(queue, &byte, 1, NULL);
  struct sigevent event = {0};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGUSR1;
  if (mq_notify(queue, &event) != 0) return 3;
  while (got != 1) {
    sigsuspend(&before);
    got = mq_receive(queue, &byte, 1, NULL);
  }
  return wait(NULL) < 0;
}
