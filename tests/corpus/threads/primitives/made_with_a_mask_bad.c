// expect: crash
// A thread blocks the signal itself, which may come before that.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <signal.h>

static sigset_t wake;

static void* Await(void* unused) {
  int signal = 0;
  pthread_sigmask(SIG_BLOCK, &wake, NULL);
  assert(sigwait(&wake, &signal) == 0 && signal == SIGUSR1);
  return unused;
}

int main(void) {
  sigemptyset(&wake);
  sigaddset(&wake, SIGUSR1);
  pthread_t thread;
  assert(pthread_create(&thread, NULL, Await, NULL) == 0);
  pthread_kill(thread, SIGUSR1);
  pthread_join(thread, NULL);
  return 0;
}
