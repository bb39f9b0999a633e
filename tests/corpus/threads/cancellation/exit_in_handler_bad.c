// expect: deadlock
// A handler ends the thread that it has interrupted, which may hold a mutex.
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void leave(int signal) {
  (void)signal;
  pthread_exit(NULL);
}

static void* works(void* argument) {
  pthread_mutex_lock(&lock);
  pthread_mutex_unlock(&lock);
  return argument;
}

int main(void) {
  struct sigaction action = {0};
  action.sa_handler = leave;
  sigaction(SIGUSR1, &action, NULL);
  pthread_t thread;
  pthread_create(&thread, NULL, works, NULL);
  pthread_kill(thread, SIGUSR1);
  pthread_join(thread, NULL);
  pthread_mutex_lock(&lock);
  pthread_mutex_unlock(&lock);
  return 0;
}
