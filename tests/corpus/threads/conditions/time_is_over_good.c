// expect: none
// Waits until a time that has passed: each looks once, takes what is there, fails where nothing is.
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <mqueue.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static const struct timespec long_ago = {1000, 0};
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER, other = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t careful;
static pthread_rwlock_t readers = PTHREAD_RWLOCK_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static sem_t empty, full;
static int ready;  // under lock

// Who does not wait at all is told so, and not that its time is over.
static void AskQueue(int flags, int error) {
  const char name[] = "/racelab_time_is_over";
  struct mq_attr attributes = {.mq_maxmsg = 1, .mq_msgsize = 8};
  const mqd_t queue = mq_open(name, O_CREAT | O_RDWR | flags, 0600, &attributes);
  char text[8];
  assert(queue >= 0 && mq_unlink(name) == 0);
  assert(mq_timedreceive(queue, text, sizeof text, 0, &long_ago) == -1 && errno == error);
  mq_close(queue);
}

static void* Change(void* unused) {
  pthread_mutex_lock(&lock);
  ready = 1;
  pthread_mutex_unlock(&lock);
  return unused;
}

int main(void) {
  sem_init(&empty, 0, 0);
  sem_init(&full, 0, 1);
  assert(sem_timedwait(&empty, &long_ago) == -1 && errno == ETIMEDOUT);
  assert(sem_timedwait(&full, &long_ago) == 0);
  pthread_mutex_lock(&other);
  assert(pthread_mutex_timedlock(&other, &long_ago) == ETIMEDOUT);
  pthread_mutexattr_t kind;
  pthread_mutexattr_init(&kind);
  pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_ERRORCHECK);
  pthread_mutex_init(&careful, &kind);
  pthread_mutex_lock(&careful);
  assert(pthread_mutex_timedlock(&careful, &long_ago) == EDEADLK);
  pthread_rwlock_rdlock(&readers);
  assert(pthread_rwlock_timedwrlock(&readers, &long_ago) == ETIMEDOUT);
  assert(pthread_rwlock_timedrdlock(&readers, &long_ago) == 0);
  int word = 3;
  const struct timespec none = {0, 0};
  assert(syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 3, &none, 0, 0) == -1 && errno == ETIMEDOUT);
  assert(syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 4, &none, 0, 0) == -1 && errno == EAGAIN);

  AskQueue(0, ETIMEDOUT);
  AskQueue(O_NONBLOCK, EAGAIN);

  pthread_t thread;
  pthread_create(&thread, 0, Change, 0);
  pthread_mutex_lock(&lock);
  const int before = ready;
  assert(pthread_cond_timedwait(&changed, &lock, &long_ago) == ETIMEDOUT);
  assert(before <= ready);
  pthread_mutex_unlock(&lock);
  pthread_join(thread, 0);
  assert(ready == 1);
}
