// expect: deadlock
// A handler ends the thread that it has interrupted, which may hold a mutex.
#include <pthread.h>
#include <signal.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void Leave(int) { pthread_exit(nullptr); }

static void* Works(void* argument) {
  pthread_mutex_lock(&lock);
  pthread_mutex_unlock(&lock);
  return argument;
}

int main() {
  struct sigaction action = {};
  action.sa_handler = Leave;
  sigaction(SIGUSR1, &action, nullptr);
  pthread_t thread;
  pthread_create(&thread, nullptr, Works, nullptr);
  pthread_kill(thread, SIGUSR1);
  pthread_join(thread, nullptr);
  pthread_mutex_lock(&lock);
  pthread_mutex_unlock(&lock);
  return 0;
}
