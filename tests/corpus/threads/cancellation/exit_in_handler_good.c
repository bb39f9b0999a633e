// expect: none
// Threads that end inside of functions that cannot throw: in the handler that has interrupted
// raise(), and cancelled at any time while waiting for a mutex.
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int token;

static void leave(int signal) {
  (void)signal;
  pthread_exit(&token);
}

static void* raises(void* argument) {
  raise(SIGUSR1);
  return argument;
}

static void* locks(void* argument) {
  int before;
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &before);
  pthread_mutex_lock(&lock);
  return argument;
}

int main(void) {
  struct sigaction action = {0};
  action.sa_handler = leave;
  sigaction(SIGUSR1, &action, NULL);
  pthread_t threads[2];
  pthread_mutex_lock(&lock);
  pthread_create(&threads[0], NULL, raises, NULL);
  pthread_create(&threads[1], NULL, locks, NULL);
  pthread_cancel(threads[1]);
  void* results[2];
  pthread_join(threads[0], &results[0]);
  pthread_join(threads[1], &results[1]);
  pthread_mutex_unlock(&lock);
  return results[0] != &token || results[1] != PTHREAD_CANCELED;
}
