// expect: none
// Closing a queue takes back what the process has asked for with mq_notify(): it may ask again,
// through another descriptor.
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>

static const char kName[] = "/racelab-closed-notify";

int main(void) {
  struct mq_attr size = {0};
  size.mq_maxmsg = 1;
  size.mq_msgsize = 1;
  const mqd_t first = mq_open(kName, O_RDWR | O_CREAT, 0600, &size);
  const mqd_t second = mq_open(kName, O_RDWR);
  mq_unlink(kName);
  struct sigevent event = {0};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGUSR1;  // which would end the program
  if (mq_notify(first, &event) != 0 || mq_close(first) != 0) return 1;
  if (mq_send(second, "x", 1, 0) != 0) return 2;
  event.sigev_notify = SIGEV_NONE;
  return mq_notify(second, &event);
}
