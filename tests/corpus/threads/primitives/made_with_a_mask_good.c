// expect: none
// The attributes of a thread block a signal from its first step on, so it can only be waited for.
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <signal.h>

static sigset_t wake;

static void* Await(void* unused) {
  int signal = 0;
  assert(sigwait(&wake, &signal) == 0 && signal == SIGUSR1);
  return unused;
}

int main(void) {
  sigemptyset(&wake);
  sigaddset(&wake, SIGUSR1);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  assert(pthread_attr_setsigmask_np(&attributes, &wake) == 0);
  pthread_t thread;
  assert(pthread_create(&thread, &attributes, Await, NULL) == 0);
  pthread_attr_destroy(&attributes);
  pthread_kill(thread, SIGUSR1);
  pthread_join(thread, NULL);
  return 0;
}
