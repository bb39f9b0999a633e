// expect: none
// Asks to be told of messages first and empties the queue then: none is missed. Only one process
// may ask.
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t told;

static void on_message(int signal, siginfo_t* info, void* context) {
  (void)signal;
  (void)context;
  told = info->si_code == SI_MESGQ && info->si_value.sival_int == 5;
}

int main(void) {
  struct sigaction action = {0};
  action.sa_sigaction = on_message;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGUSR1, &action, NULL);
  sigset_t block, before;
  sigemptyset(&block);
  sigaddset(&block, SIGUSR1);
  sigprocmask(SIG_BLOCK, &block, &before);

  struct mq_attr size = {0};
  size.mq_maxmsg = 4;
  size.mq_msgsize = 1;
  const mqd_t queue = mq_open("/racelab-notify-good", O_RDWR | O_CREAT | O_NONBLOCK, 0600, &size);
  mq_unlink("/racelab-notify-good");
  if (queue == (mqd_t)-1) return 2;
  struct sigevent event = {0};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGUSR1;
  event.sigev_value.sival_int = 5;
  if (mq_notify(queue, &event) != 0) return 3;
  if (fork() == 0) {
    const int busy = mq_notify(queue, &event) != 0 && errno == EBUSY;
    _exit(mq_send(queue, "x", 1, 0) == 0 && busy ? 0 : 1);
  }

  char byte;
  while (mq_receive(queue, &byte, 1, NULL) != 1) sigsuspend(&before);
  int status;
  if (wait(&status) < 0 || status != 0) return 4;
  sigset_t pending;  // it came before the message was looked for, or between two looks
  sigpending(&pending);
  return told || sigismember(&pending, SIGUSR1) ? 0 : 5;
}
