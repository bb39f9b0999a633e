// expect: deadlock
// Closes the descriptor through which it has asked for a signal: the message that comes is then
// announced to nobody.
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static const char kName[] = "/racelab-closed-notify-bad";

int main(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  sigprocmask(SIG_BLOCK, &set, NULL);
  struct mq_attr size = {0};
  size.mq_maxmsg = 1;
  size.mq_msgsize = 1;
  const mqd_t first = mq_open(kName, O_RDWR | O_CREAT, 0600, &size);
  const mqd_t second = mq_open(kName, O_RDWR);
  mq_unlink(kName);
  struct sigevent event = {0};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGUSR1;
  if (mq_notify(first, &event) != 0 || mq_close(first) != 0) return 1;
  if (fork() == 0) _exit(mq_send(second, "x", 1, 0) != 0);
  int got;
  sigwait(&set, &got);
  return wait(NULL) < 0;
}
