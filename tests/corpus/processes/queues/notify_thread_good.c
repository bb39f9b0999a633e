// expect: none
// A thread is started when a message comes (mq_notify with SIGEV_THREAD): it asks again and then
// empties the queue, so that none is missed.
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <mqueue.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static mqd_t queue;
static sem_t done;

static void on_message(union sigval value);

static int ask(void) {
  struct sigevent event = {0};
  event.sigev_notify = SIGEV_THREAD;
  event.sigev_notify_function = on_message;
  return mq_notify(queue, &event);
}

static void on_message(union sigval value) {
  (void)value;
  char byte;
  ask();
  while (mq_receive(queue, &byte, 1, NULL) == 1) sem_post(&done);
}

int main(void) {
  struct mq_attr size = {0};
  size.mq_maxmsg = 4;
  size.mq_msgsize = 1;
  sem_init(&done, 0, 0);
  queue = mq_open("/racelab-notify-thread", O_RDWR | O_CREAT | O_NONBLOCK, 0600, &size);
  mq_unlink("/racelab-notify-thread");
  if (queue == (mqd_t)-1 || ask() != 0) return 2;
  if (fork() == 0) _exit(mq_send(queue, "x", 1, 0) + mq_send(queue, "y", 1, 0));
  sem_wait(&done);
  sem_wait(&done);
  return wait(NULL) < 0;
}
